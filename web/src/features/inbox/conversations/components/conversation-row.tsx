import { t } from '@lingui/core/macro'
import { IconAt, IconCheck, IconFlag, IconHourglass } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { TimeAgo } from '@/components/ui'
import type { Conversation } from '@/lib/api/types'
import { LabelChip } from '../../labels/components/label-chip'
import { priorityWords } from '../../support-tickets/words'
import { browseItems } from '../api/browse-items'
import { getConversation } from '../api/get-conversation'
import { countWords, customerName, initials, previewWords } from '../words'
import css from './list.module.css'

interface Props {
  conversation: Conversation
  open: boolean
  marked: boolean
  /** Undefined while none are chosen to be changed together. */
  chosen: boolean | undefined
  onOpen: () => void
}

export function ConversationRow({ conversation, open, marked, chosen, onOpen }: Props) {
  const client = useQueryClient()
  const { id, channelName, team, assignee, unread, lastMessageAt, waitingSince, priority, labels } =
    conversation
  // By the time it is pressed, what is in it is here.
  const prepare = () => {
    void client.prefetchQuery(getConversation(id))
    void client.prefetchInfiniteQuery(browseItems(id))
  }
  return (
    <button
      type="button"
      className={css.row}
      aria-current={(chosen === undefined && open) || undefined}
      aria-pressed={chosen}
      data-marked={marked || undefined}
      data-unread={unread > 0 || undefined}
      onClick={onOpen}
      onPointerEnter={prepare}
    >
      <span className={css.line}>
        {chosen !== undefined && (
          <span className={css.box} data-checked={chosen || undefined} aria-hidden>
            {chosen && <IconCheck size={13} stroke={2.5} />}
          </span>
        )}
        <span className={css.name}>{customerName(conversation)}</span>
        {(priority === 'urgent' || priority === 'high') && (
          <span className={css.flag} data-priority={priority} title={priorityWords(priority).label}>
            <IconFlag size={14} stroke={1.75} aria-hidden />
            <span className="visually-hidden">{t`Prioridade ${priorityWords(priority).label}`}</span>
          </span>
        )}
        <span className={css.ago}>
          <TimeAgo since={lastMessageAt} />
        </span>
      </span>
      <span className={css.line}>
        <span className={css.preview}>
          {conversation.draft && !open ? (
            <>
              <span className={css.draft}>{t`Rascunho:`} </span>
              {conversation.draft}
            </>
          ) : (
            <>
              {conversation.previewIsOurs && <span className={css.you}>{t`Você:`} </span>}
              {previewWords(conversation.preview)}
            </>
          )}
        </span>
        {conversation.unseenMentions > 0 && (
          <span className={css.at}>
            <IconAt size={13} stroke={2} aria-hidden />
            <span className="visually-hidden">{t`Chamaram você`}</span>
          </span>
        )}
        {unread > 0 && (
          <span className={css.unread}>
            {countWords(unread)} <span className="visually-hidden">{t`não lidas`}</span>
          </span>
        )}
      </span>
      <span className={css.line}>
        {labels.length > 0 ? (
          <span className={css.labels}>
            {labels.map((label) => (
              <LabelChip key={label.id} label={label} />
            ))}
          </span>
        ) : (
          <span className={css.where}>{[...new Set([channelName, team.name])].join(' · ')}</span>
        )}
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
