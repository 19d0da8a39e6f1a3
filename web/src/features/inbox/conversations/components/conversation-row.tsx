import { t } from '@lingui/core/macro'
import { IconHourglass } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { TimeAgo } from '@/components/ui'
import type { Conversation } from '@/lib/api/types'
import { browseItems } from '../api/browse-items'
import { getConversation } from '../api/get-conversation'
import { countWords, customerName, initials, previewWords } from '../words'
import css from './list.module.css'

interface Props {
  conversation: Conversation
  open: boolean
  marked: boolean
  onOpen: () => void
}

export function ConversationRow({ conversation, open, marked, onOpen }: Props) {
  const client = useQueryClient()
  const { id, channelName, team, assignee, unread, lastMessageAt, waitingSince } = conversation
  // By the time it is pressed, what is in it is here.
  const prepare = () => {
    void client.prefetchQuery(getConversation(id))
    void client.prefetchInfiniteQuery(browseItems(id))
  }
  return (
    <button
      type="button"
      className={css.row}
      aria-current={open || undefined}
      data-marked={marked || undefined}
      data-unread={unread > 0 || undefined}
      onClick={onOpen}
      onPointerEnter={prepare}
    >
      <span className={css.line}>
        <span className={css.name}>{customerName(conversation)}</span>
        <span className={css.ago}>
          <TimeAgo since={lastMessageAt} />
        </span>
      </span>
      <span className={css.line}>
        <span className={css.preview}>
          {conversation.previewIsOurs && <span className={css.you}>{t`Você:`} </span>}
          {previewWords(conversation.preview)}
        </span>
        {unread > 0 && (
          <span className={css.unread}>
            {countWords(unread)} <span className="visually-hidden">{t`não lidas`}</span>
          </span>
        )}
      </span>
      <span className={css.line}>
        <span className={css.where}>{[...new Set([channelName, team.name])].join(' · ')}</span>
        {waitingSince && (
          <span className={css.waits} title={t`Sem resposta desde então`}>
            <IconHourglass size={13} stroke={1.75} aria-hidden />
            <span className="visually-hidden">{t`Sem resposta há`}</span>
            <TimeAgo since={waitingSince} />
          </span>
        )}
        {assignee && (
          <span className={css.initials} title={assignee.name}>
            <span aria-hidden>{initials(assignee.name)}</span>
            <span className="visually-hidden">{t`Com ${assignee.name}`}</span>
          </span>
        )}
      </span>
    </button>
  )
}
