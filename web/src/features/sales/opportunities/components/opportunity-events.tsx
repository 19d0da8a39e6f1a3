import { useInfiniteQuery } from '@tanstack/react-query'
import { History } from '@/components/record/history'
import { useCommentOnOpportunity } from '../api/change-opportunity'
import { browseOpportunityEvents } from '../api/get-opportunity'
import { eventWords } from '../words'

/** What happened to it, newest first, and a place to write something down. */
export function OpportunityEvents({ id, mayWrite }: { id: string; mayWrite: boolean }) {
  const query = useInfiniteQuery(browseOpportunityEvents(id))
  const comment = useCommentOnOpportunity(id)
  return (
    <History
      query={query}
      words={eventWords}
      isFormer={({ kind }) => kind === 'renamed'}
      onComment={mayWrite ? comment.mutateAsync : undefined}
    />
  )
}
