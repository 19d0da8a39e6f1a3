import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, unwrap } from '@/lib/api/client'
import type { Alerts, AlertSettings, NewDevice } from '@/lib/api/types'
import { keys } from '@/lib/query'

const path = '/api/v1/inbox/alerts'

export const getAlerts = queryOptions({
  queryKey: keys.alerts(),
  queryFn: ({ signal }) => unwrap(api().GET(path, { signal })),
  staleTime: 60_000,
})

/** Stands on the screen at once, and goes back when it is refused. */
export function useChangeAlerts() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (settings: AlertSettings) => unwrap(api().PUT(path, { body: settings })),
    onMutate: (settings) => {
      // Not waited for: until the next moment, what was chosen would stand there as it was.
      void client.cancelQueries({ queryKey: keys.alerts() })
      const before = client.getQueryData<Alerts>(keys.alerts())
      if (before) client.setQueryData<Alerts>(keys.alerts(), { ...before, settings })
      return before
    },
    onError: (_error, _settings, before) => before && client.setQueryData(keys.alerts(), before),
    onSettled: () => client.invalidateQueries({ queryKey: keys.alerts() }),
  })
}

export const addDevice = (device: NewDevice) => unwrap(api().POST(`${path}/devices`, { body: device }))

export const removeDevice = (deviceId: string) =>
  unwrap(api().DELETE(`${path}/devices/{deviceId}`, { params: { path: { deviceId } } }))

export const testDevice = (deviceId: string) =>
  unwrap(api().POST(`${path}/devices/{deviceId}/tests`, { params: { path: { deviceId } } }))
