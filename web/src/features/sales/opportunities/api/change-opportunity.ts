import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api, unwrap } from '@/lib/api/client'
import type { Board, Opportunity, PutBody } from '@/lib/api/types'
import { keys } from '@/lib/query'
import { place, refresh, take } from '../board'
import { noteOwn, tagOf } from '../version'

const BOARDS = keys.opportunities('board')
const one = (id: string) => keys.opportunities('one', id)

/** What somebody sees of one, and is about to change. */
export type Seen = Pick<Opportunity, 'id' | 'version'>

const path = ({ id, version }: Seen) => ({
  params: { path: { opportunityId: id }, header: { 'If-Match': tagOf(id, version) } },
})

/**
 * Shown as done at once, and taken back where the server refuses, as when somebody else was first; then everything it stands in is asked
 * again. One after the other, so that whoever moves a card twice is told nothing of their own first move.
 */
function useChange<V>(
  send: (seen: Seen, to: V) => Promise<Opportunity>,
  shown: { board?: (board: Board, id: string, to: V) => Board; one?: (to: V) => Partial<Opportunity> },
) {
  const client = useQueryClient()
  return useMutation({
    mutationKey: keys.opportunities('change'),
    scope: { id: 'opportunities' },
    mutationFn: async ({ seen, to }: { seen: Seen; to: V }) => {
      const tag = tagOf(seen.id, seen.version)
      const changed = await send(seen, to)
      noteOwn(seen.id, Number(tag.slice(2, -1)), changed.version)
      return changed
    },
    onMutate: async ({ seen, to }) => {
      await client.cancelQueries({ queryKey: BOARDS })
      await client.cancelQueries({ queryKey: one(seen.id), exact: true })
      const before = {
        boards: client.getQueriesData<Board>({ queryKey: BOARDS }),
        one: client.getQueryData<Opportunity>(one(seen.id)),
      }
      client.setQueriesData<Board>(
        { queryKey: BOARDS },
        (board) => board && shown.board?.(board, seen.id, to),
      )
      if (before.one && shown.one)
        client.setQueryData<Opportunity>(one(seen.id), { ...before.one, ...shown.one(to) })
      return before
    },
    onError: (_error, { seen }, before) => {
      for (const [key, board] of before?.boards ?? []) client.setQueryData(key, board)
      if (before?.one) client.setQueryData(one(seen.id), before.one)
    },
    onSuccess: (changed) => {
      client.setQueriesData<Board>({ queryKey: BOARDS }, (board) => board && refresh(board, changed))
      client.setQueryData(one(changed.id), changed)
    },
    // Not waited for, and only after the last of several: an answer in between would put the next card back for a moment.
    onSettled: () => {
      if (client.isMutating({ mutationKey: keys.opportunities('change') }) === 1)
        void client.invalidateQueries({ queryKey: keys.opportunities() })
    },
  })
}

export interface Place {
  stage: { id: string; name: string }
  /** Behind this card; null: before all others. */
  afterId: string | null
}

export const useMoveOpportunity = () =>
  useChange(
    (seen, { stage, afterId }: Place) =>
      unwrap(
        api().PUT('/api/v1/sales/opportunities/{opportunityId}/place', {
          ...path(seen),
          body: { stageId: stage.id, afterId },
        }),
      ),
    {
      board: (board, id, { stage, afterId }) => place(board, id, stage.id, afterId),
      one: ({ stage }) => ({ stage }),
    },
  )

export const useWinOpportunity = () =>
  useChange<null>(
    (seen) => unwrap(api().POST('/api/v1/sales/opportunities/{opportunityId}/win', path(seen))),
    { board: (board, id) => take(board, id), one: () => ({ status: 'won' as const }) },
  )

export const useLoseOpportunity = () =>
  useChange(
    (seen, reason: { id: string; name: string }) =>
      unwrap(
        api().POST('/api/v1/sales/opportunities/{opportunityId}/lose', {
          ...path(seen),
          body: { lossReasonId: reason.id },
        }),
      ),
    {
      board: (board, id) => take(board, id),
      one: (lossReason) => ({ status: 'lost' as const, lossReason }),
    },
  )

export const useReopenOpportunity = () =>
  useChange<null>(
    (seen) => unwrap(api().POST('/api/v1/sales/opportunities/{opportunityId}/reopen', path(seen))),
    { one: () => ({ status: 'open' as const, lossReason: null }) },
  )

/** To nobody: whoever likes may take it on. */
export const useAssignOpportunity = () =>
  useChange(
    (seen, owner: Opportunity['owner']) =>
      unwrap(
        api().PUT('/api/v1/sales/opportunities/{opportunityId}/owner', {
          ...path(seen),
          body: { ownerId: owner?.id ?? null },
        }),
      ),
    { one: (owner) => ({ owner }) },
  )

export const useChangeOpportunity = () =>
  useChange(
    (seen, body: PutBody<'/api/v1/sales/opportunities/{opportunityId}'>) =>
      unwrap(api().PUT('/api/v1/sales/opportunities/{opportunityId}', { ...path(seen), body })),
    {},
  )

export const useSetNextStep = () =>
  useChange(
    (seen, body: PutBody<'/api/v1/sales/opportunities/{opportunityId}/next-step'>) =>
      unwrap(api().PUT('/api/v1/sales/opportunities/{opportunityId}/next-step', { ...path(seen), body })),
    {},
  )

export const useCompleteNextStep = () =>
  useChange<null>(
    (seen) => unwrap(api().DELETE('/api/v1/sales/opportunities/{opportunityId}/next-step', path(seen))),
    { one: () => ({ nextStep: null, nextStepAt: null, isOverdue: false }) },
  )

export function useCommentOnOpportunity(opportunityId: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ text, key }: { text: string; key: string }) =>
      unwrap(
        api().POST('/api/v1/sales/opportunities/{opportunityId}/comments', {
          params: { path: { opportunityId } },
          body: { text },
          headers: { 'Idempotency-Key': key },
        }),
      ),
    onSettled: () => client.invalidateQueries({ queryKey: one(opportunityId) }),
  })
}
