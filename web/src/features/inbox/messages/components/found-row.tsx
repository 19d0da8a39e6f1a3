import { t } from '@lingui/core/macro'
import { IconLock } from '@tabler/icons-react'
import { TimeAgo } from '@/components/ui'
import type { FoundMessage } from '@/lib/api/types'
import list from '../../conversations/components/list.module.css'
import { customerName } from '../../conversations/words'
import { piecesOf } from '../search'
import css from './search.module.css'

interface Props {
  message: FoundMessage
  open: boolean
  marked: boolean
  onOpen: () => void
}

/** Who wrote it, in two words; of the customer nothing, it is their name that stands above. */
function whoWrote({ kind, author }: FoundMessage): string | null {
  if (kind === 'received') return null
  return author?.name ?? t`Automática`
}

export function FoundRow({ message, open, marked, onOpen }: Props) {
  const { at, kind, channelName, team, snippet } = message
  const who = whoWrote(message)
  return (
    <button
      type="button"
      className={list.row}
      aria-current={open || undefined}
      data-marked={marked || undefined}
      onClick={onOpen}
    >
      <span className={list.line}>
        <span className={list.name}>{customerName(message)}</span>
        <span className={list.ago}>
          <TimeAgo since={at} />
        </span>
      </span>
      <span className={css.snippet}>
        {piecesOf(snippet).map(({ text, found }, index) =>
          found ? <mark key={index}>{text}</mark> : <span key={index}>{text}</span>,
        )}
      </span>
      <span className={list.line}>
        <span className={list.where}>
          {kind === 'note' && <IconLock size={12} stroke={1.75} aria-hidden className={css.lock} />}
          {[kind === 'note' ? t`Anotação` : null, who, ...new Set([channelName, team.name])]
            .filter(Boolean)
            .join(' · ')}
        </span>
      </span>
    </button>
  )
}
