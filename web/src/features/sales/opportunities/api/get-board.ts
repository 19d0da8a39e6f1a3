import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { api, unwrap } from '@/lib/api/client'
import { keys } from '@/lib/query'

export interface BoardFilter {
  ownerId?: string
  unowned?: true
  overdue?: true
}

/** What is open in a pipeline: of each stage how many, how much, and the first cards. */
export const getBoard = (pipelineId: string, filter: BoardFilter, limit: number) =>
  queryOptions({
    queryKey: keys.opportunities('board', pipelineId, filter, limit),
    queryFn: ({ signal }) =>
      unwrap(
        api().GET('/api/v1/sales/pipelines/{pipelineId}/board', {
          params: { path: { pipelineId }, query: { ...filter, limit } },
          signal,
        }),
      ),
    placeholderData: keepPreviousData,
  })

/** By the month in which it is expected. */
export const getForecast = (pipelineId: string, filter: BoardFilter) =>
  queryOptions({
    queryKey: keys.opportunities('forecast', pipelineId, filter),
    queryFn: ({ signal }) =>
      unwrap(
        api().GET('/api/v1/sales/pipelines/{pipelineId}/forecast', {
          params: { path: { pipelineId }, query: filter },
          signal,
        }),
      ),
    select: ({ months }) => months,
  })
