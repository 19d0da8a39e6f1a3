import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, unwrap } from '@/lib/api/client'
import type { PutBody, PostBody } from '@/lib/api/types'
import { keys } from '@/lib/query'

export const listPipelines = queryOptions({
  queryKey: keys.settings('pipelines'),
  queryFn: ({ signal }) => unwrap(api().GET('/api/v1/sales/pipelines', { signal })),
  select: ({ items }) => items,
})

export const listLossReasons = queryOptions({
  queryKey: keys.settings('loss-reasons'),
  queryFn: ({ signal }) => unwrap(api().GET('/api/v1/sales/loss-reasons', { signal })),
  select: ({ items }) => items,
})

/** Whom an opportunity can be given to. */
export const listSellers = queryOptions({
  queryKey: keys.members('sellers'),
  queryFn: ({ signal }) => unwrap(api().GET('/api/v1/sales/sellers', { signal })),
  select: ({ items }) => items,
  staleTime: 60_000,
})

/** What changes here changes every board. */
function useAsked() {
  const client = useQueryClient()
  return () =>
    Promise.all([
      client.invalidateQueries({ queryKey: keys.settings() }),
      client.invalidateQueries({ queryKey: keys.opportunities() }),
    ])
}

function useSetting<V, R>(mutationFn: (variables: V) => Promise<R>) {
  const onSettled = useAsked()
  return useMutation({ mutationFn, onSettled })
}

const STAGE = '/api/v1/sales/pipelines/{pipelineId}/stages/{stageId}'

export const useCreatePipeline = () =>
  useSetting(({ body, key }: { body: PostBody<'/api/v1/sales/pipelines'>; key: string }) =>
    unwrap(api().POST('/api/v1/sales/pipelines', { body, headers: { 'Idempotency-Key': key } })),
  )

export const useChangePipeline = () =>
  useSetting(({ id, ...body }: { id: string } & PutBody<'/api/v1/sales/pipelines/{pipelineId}'>) =>
    unwrap(api().PUT('/api/v1/sales/pipelines/{pipelineId}', { params: { path: { pipelineId: id } }, body })),
  )

export const useCreateStage = () =>
  useSetting(
    ({
      pipelineId,
      key,
      ...body
    }: { pipelineId: string; key: string } & PostBody<'/api/v1/sales/pipelines/{pipelineId}/stages'>) =>
      unwrap(
        api().POST('/api/v1/sales/pipelines/{pipelineId}/stages', {
          params: { path: { pipelineId } },
          body,
          headers: { 'Idempotency-Key': key },
        }),
      ),
  )

export const useChangeStage = () =>
  useSetting(({ pipelineId, id, ...body }: { pipelineId: string; id: string } & PutBody<typeof STAGE>) =>
    unwrap(api().PUT(STAGE, { params: { path: { pipelineId, stageId: id } }, body })),
  )

export const useOrderStages = () =>
  useSetting(({ pipelineId, stageIds }: { pipelineId: string; stageIds: string[] }) =>
    unwrap(
      api().PUT('/api/v1/sales/pipelines/{pipelineId}/stages/order', {
        params: { path: { pipelineId } },
        body: { stageIds },
      }),
    ),
  )

export const useCreateLossReason = () =>
  useSetting(({ name, key }: { name: string; key: string }) =>
    unwrap(api().POST('/api/v1/sales/loss-reasons', { body: { name }, headers: { 'Idempotency-Key': key } })),
  )

export const useChangeLossReason = () =>
  useSetting(({ id, ...body }: { id: string } & PutBody<'/api/v1/sales/loss-reasons/{lossReasonId}'>) =>
    unwrap(
      api().PUT('/api/v1/sales/loss-reasons/{lossReasonId}', {
        params: { path: { lossReasonId: id } },
        body,
      }),
    ),
  )
