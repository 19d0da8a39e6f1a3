import { useMutation } from '@tanstack/react-query'
import { publicApi, unwrap } from '@/lib/api/client'

/** Asks for a charge of a payment link; the answer names the page that shows its code. */
export function useOpenLink() {
  return useMutation({
    mutationFn: ({ token }: { token: string }) =>
      unwrap(publicApi().POST('/api/v1/public/pay/{token}/charges', { params: { path: { token } } })),
  })
}
