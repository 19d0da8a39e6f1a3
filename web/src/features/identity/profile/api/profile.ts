import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api, unwrap } from '@/lib/api/client'
import type { PostBody, PutBody } from '@/lib/api/types'
import { fileForm } from '@/lib/file-form'
import { keys } from '@/lib/query'

function useChange<V>(change: (variables: V) => Promise<unknown>) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: change,
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: keys.me() }),
        client.invalidateQueries({ queryKey: keys.members() }),
      ]),
  })
}

export const useChangeProfile = () =>
  useChange((body: PutBody<'/api/v1/me/profile'>) => unwrap(api().PUT('/api/v1/me/profile', { body })))

export const useChangePassword = () =>
  useChange((body: PutBody<'/api/v1/me/password'>) => unwrap(api().PUT('/api/v1/me/password', { body })))

export const useAskForEmailChange = () =>
  useChange((body: PostBody<'/api/v1/me/email-change'>) =>
    unwrap(api().POST('/api/v1/me/email-change', { body })),
  )

export const useCancelEmailChange = () => useChange(() => unwrap(api().DELETE('/api/v1/me/email-change')))

export const useSetAvatar = () =>
  useChange((picture: Blob) => unwrap(api().PUT('/api/v1/me/avatar', fileForm(picture, 'foto'))))

export const useRemoveAvatar = () => useChange(() => unwrap(api().DELETE('/api/v1/me/avatar')))
