import { useInfiniteQuery } from '@tanstack/react-query'
import { History } from '@/components/record/history'
import { browseTicketEvents } from '../api/browse-ticket-events'
import { useCommentOnTicket } from '../api/comment-on-ticket'
import { eventWords } from '../words'

export function TicketEvents({ id, mayWrite }: { id: string; mayWrite: boolean }) {
  const query = useInfiniteQuery(browseTicketEvents(id))
  const comment = useCommentOnTicket(id)
  return (
    <History
      query={query}
      words={eventWords}
      isFormer={() => true}
      onComment={mayWrite ? comment.mutateAsync : undefined}
    />
  )
}
