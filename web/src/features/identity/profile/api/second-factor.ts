import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, unwrap } from '@/lib/api/client'
import { keys } from '@/lib/query'

export const getSecondFactor = queryOptions({
  queryKey: keys.me('second-factor'),
  queryFn: ({ signal }) => unwrap(api().GET('/api/v1/me/second-factor', { signal })),
})

export const useBeginSecondFactor = () =>
  useMutation({
    mutationFn: (password: string) => unwrap(api().POST('/api/v1/me/second-factor', { body: { password } })),
  })

function useChange<V, R>(change: (variables: V) => Promise<R>) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: change,
    onSuccess: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: keys.me('second-factor') }),
        client.invalidateQueries({ queryKey: keys.members() }),
      ]),
  })
}

export const useConfirmSecondFactor = () =>
  useChange((code: string) => unwrap(api().POST('/api/v1/me/second-factor/confirm', { body: { code } })))

interface Both {
  password: string
  code: string
}

export const useRenewCodes = () =>
  useChange((body: Both) => unwrap(api().POST('/api/v1/me/second-factor/recovery-codes', { body })))

export const useDisableSecondFactor = () =>
  useChange((body: Both) => unwrap(api().POST('/api/v1/me/second-factor/disable', { body })))
