import { t } from '@lingui/core/macro'
import { IconFile } from '@tabler/icons-react'
import { Ticks } from '@/components/messages/ticks'
import type { ConversationMessage } from '@/lib/api/types'
import { formatClock } from '@/lib/time'
import type { Outgoing } from '../api/reply'
import { quoteWords } from '../words'
import { SentContent } from './item-view'
import css from './thread.module.css'

/** Stands where the message will stand, until the server has it. */
export function ReplyUnderWay({
  outgoing,
  quoted,
}: {
  outgoing: Outgoing
  quoted: ConversationMessage | undefined
}) {
  const { reply, file, at } = outgoing
  return (
    <li className={css.entry} data-ours data-starts data-waiting>
      <div className={css.bubble}>
        {quoted && <p className={css.quote}>{quoteWords(quoted)}</p>}
        {file ? (
          <>
            <p className={css.file}>
              <IconFile size={18} stroke={1.75} aria-hidden />
              {file.name}
            </p>
            {reply.content.type === 'media' && reply.content.caption && (
              <p className={css.text}>{reply.content.caption}</p>
            )}
          </>
        ) : (
          <SentContent content={reply.content} />
        )}
        <p className={css.foot}>
          {formatClock(at)}
          <span className={css.ticks} title={t`Enviando`}>
            <Ticks of="clock" size={15} />
            <span className="visually-hidden">{t`Enviando`}</span>
          </span>
        </p>
      </div>
    </li>
  )
}
