import { t } from '@lingui/core/macro'
import { IconFile, IconLock } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { memo } from 'react'
import { ContentParts } from '@/components/messages/content-view'
import { MessageFile } from '@/components/messages/message-file'
import { Ticks } from '@/components/messages/ticks'
import { useCan } from '@/lib/auth/session'
import type { ConversationItem, ConversationMessage, MessageContent } from '@/lib/api/types'
import { getConversationFile } from '@/lib/media'
import { kindName, mediaName, reasonWords, statusWords } from '@/lib/message-words'
import { formatClock } from '@/lib/time'
import { listColleagues } from '../api/list-colleagues'
import { pieces } from '../mentions'
import { emojiOf, type Entry, isLost, isWithdrawn, withUnderWay } from '../thread'
import { changeWords, quoteWords } from '../words'
import { Held } from './held'
import { type Acts, MessageActs } from './message-acts'
import css from './thread.module.css'

interface Props {
  entry: Entry
  /** What the conversation was opened at. */
  found: boolean
  conversationId: string
  customer: string
  /** The company's reaction that is under way; empty where it is being taken back. */
  reacting: string | undefined
  /** Null where nothing can be said at the moment. */
  acts: Acts | null
  onReuse: (text: string) => void
  /** Of what the person who looks at it has just sent. */
  onTakeBack: ((message: ConversationMessage) => void) | undefined
}

export const ItemView = memo(function ItemView(props: Props) {
  const { item } = props.entry
  const place = placeOf(props.found)
  if (item.kind === 'change')
    return (
      <li className={css.change} {...place}>
        {changeWords(item)} <Clock at={item.at} />
      </li>
    )
  if (item.kind === 'note')
    return <Note item={item} found={props.found} conversationId={props.conversationId} />
  return item.message && !isQuiet(item.message) ? (
    <Bubble {...props} message={item.message} />
  ) : (
    <li className={css.change} {...place}>
      {quietWords(item)} <Clock at={item.at} />
    </li>
  )
})

/** It can be gone to without being a stop for who goes by keyboard. */
const placeOf = (found: boolean) => (found ? { 'data-found': true, tabIndex: -1 } : {})

const isQuiet = (message: ConversationMessage) =>
  isWithdrawn(message) || ['reaction', 'system', 'edit', 'revoke'].includes(message.kind)

/** What is about a message that is not loaded, or about none. */
function quietWords({ message, kind, author }: ConversationItem): string {
  if (!message) return t`Mensagem apagada`
  if (isWithdrawn(message)) return t`${author?.name ?? ''} desfez o envio de uma mensagem`
  if (message.kind === 'reaction') {
    if (message.erased) return t`Reação apagada`
    const emoji = emojiOf(message)
    if (isLost(message)) return t`Reação não entregue: ${emoji}`
    if (message.removed) return t`Tirou uma reação`
    return kind === 'sent' ? t`Reação enviada: ${emoji}` : t`Reagiu com ${emoji}`
  }
  return message.text ? `${kindName(message.kind)}: ${message.text}` : kindName(message.kind)
}

function Clock({ at }: { at: string }) {
  return (
    <time className="tabular" dateTime={at} title={new Date(at).toLocaleString('pt-BR')}>
      {formatClock(at)}
    </time>
  )
}

interface NoteProps {
  item: ConversationItem
  found: boolean
  conversationId: string
}

function Note({ item, found, conversationId }: NoteProps) {
  return (
    <li className={css.note} {...placeOf(found)}>
      <p className={css.noteHead}>
        <IconLock size={13} stroke={1.75} aria-hidden />
        {item.author ? t`Anotação de ${item.author.name}` : t`Anotação`}
        <span className={css.noteHint}>{t`só a equipe vê`}</span>
        <Clock at={item.at} />
      </p>
      <p className={css.text}>
        {item.note === null ? (
          t`Apagada: a pessoa foi anonimizada.`
        ) : item.note.includes('@') ? (
          <WithNames note={item.note} conversationId={conversationId} />
        ) : (
          item.note
        )}
      </p>
    </li>
  )
}

function WithNames({ note, conversationId }: { note: string; conversationId: string }) {
  const colleagues = useQuery(listColleagues(conversationId))
  return pieces(note, colleagues.data ?? []).map((piece, index) =>
    typeof piece === 'string' ? (
      piece
    ) : (
      <span key={index} className={css.mention}>
        @{piece.name}
      </span>
    ),
  )
}

/** What stands on the customer's telephone can be answered and reacted to. */
const REACHED = new Set(['accepted', 'sent', 'delivered', 'read', 'played'])

function Bubble(props: Props & { message: ConversationMessage }) {
  const { entry, found, message, conversationId, customer, reacting, acts, onReuse, onTakeBack } = props
  const { item, edited, revoked, quoted, startsRun } = entry
  const reactions = withUnderWay(entry.reactions, reacting)
  const isThere = !message.erased && !revoked && (!message.fate || REACHED.has(message.fate.status))
  const ours = item.kind === 'sent'
  const who = ours ? (item.author?.name ?? t`Automática`) : (message.name ?? customer)
  return (
    <li
      className={css.entry}
      data-ours={ours || undefined}
      data-starts={startsRun || undefined}
      {...placeOf(found)}
    >
      <div className={css.line}>
        <div className={css.bubble}>
          {/* Whose it is is told by its side to who sees it. */}
          <p className={ours && startsRun ? css.who : 'visually-hidden'}>{who}</p>
          {message.quotedId && (
            <p className={css.quote}>{quoted ? quoteWords(quoted) : t`Mensagem anterior`}</p>
          )}
          <Body message={message} ours={ours} conversationId={conversationId} edited={edited} />
          <p className={css.foot}>
            {revoked && <span>{t`apagada pelo cliente`}</span>}
            {edited !== null && !revoked && <span>{t`editada`}</span>}
            <Clock at={item.at} />
            {message.fate && onTakeBack && message.fate.heldUntil ? (
              <Held message={message} onTakeBack={onTakeBack}>
                <Fate fate={message.fate} />
              </Held>
            ) : (
              message.fate && <Fate fate={message.fate} />
            )}
          </p>
          {reactions.length > 0 && (
            <p className={css.reactions}>
              {reactions.map(({ emoji, ours: own }) => (
                <span key={String(own)}>
                  <span className="visually-hidden">
                    {own ? t`Reação da empresa:` : t`Reação do cliente:`}{' '}
                  </span>
                  {emoji}
                </span>
              ))}
            </p>
          )}
        </div>
        {acts && isThere && (
          <MessageActs message={message} own={reactions.find((reaction) => reaction.ours)?.emoji} {...acts} />
        )}
      </div>
      {message.fate && <Trouble message={message} fate={message.fate} onReuse={onReuse} />}
    </li>
  )
}

interface BodyProps {
  message: ConversationMessage
  ours: boolean
  conversationId: string
  edited: string | null
}

function Body({ message, ours, conversationId, edited }: BodyProps) {
  if (message.erased) return <p className={css.erased}>{t`Apagada: a pessoa foi anonimizada.`}</p>
  if (ours) return <Sent message={message} conversationId={conversationId} />
  const { file, text, kind } = message
  const words = edited ?? text
  return (
    <>
      {file && <FileOf file={file} conversationId={conversationId} messageId={message.id} />}
      {words ? <p className={css.text}>{words}</p> : !file && <p className={css.dim}>{kindName(kind)}</p>}
    </>
  )
}

interface FileOfProps {
  file: NonNullable<ConversationMessage['file']>
  conversationId: string
  messageId: string
}

const FileOf = ({ file, conversationId, messageId }: FileOfProps) => (
  <MessageFile
    file={getConversationFile(conversationId, messageId)}
    media={{ ...file, fileName: file.name }}
  />
)

function Sent({ message, conversationId }: { message: ConversationMessage; conversationId: string }) {
  const { content, text, file } = message
  if (content?.type === 'media' && file)
    return (
      <>
        <FileOf file={file} conversationId={conversationId} messageId={message.id} />
        {content.caption && <p className={css.text}>{content.caption}</p>}
      </>
    )
  // A template reads as the customer got it, where that is known.
  if (content && content.type !== 'text' && !(content.type === 'template' && text))
    return <SentContent content={content} />
  return (
    <>
      {content?.type === 'template' && <p className={css.label}>{t`Modelo ${content.name}`}</p>}
      <p className={css.text}>{text ?? kindName(message.kind)}</p>
    </>
  )
}

export function SentContent({ content }: { content: MessageContent }) {
  if (content.type === 'text') return <p className={css.text}>{content.text}</p>
  if (content.type !== 'media')
    return (
      <div className={css.parts}>
        <ContentParts content={content} />
      </div>
    )
  return (
    <>
      <p className={css.file}>
        <IconFile size={18} stroke={1.75} aria-hidden />
        {content.fileName ?? mediaName(content.media)}
      </p>
      {content.caption && <p className={css.text}>{content.caption}</p>}
    </>
  )
}

type FateOf = NonNullable<ConversationMessage['fate']>

function Fate({ fate }: { fate: FateOf }) {
  const { label, ticks } = statusWords(fate.status)
  return (
    <span className={css.ticks} data-ticks={ticks} title={label}>
      <Ticks of={ticks} size={15} />
      <span className="visually-hidden">{label}</span>
    </span>
  )
}

function Trouble({
  message,
  fate,
  onReuse,
}: {
  message: ConversationMessage
  fate: FateOf
  onReuse: Props['onReuse']
}) {
  const { content } = message
  const mayDecide = useCan('channels.messages.replay')
  if (isLost(message))
    return (
      <p className={css.trouble}>
        {t`Não entregue.`} {reasonWords(fate.errorCode, fate.errorReason)}
        {content?.type === 'text' && (
          <button type="button" className={css.again} onClick={() => onReuse(content.text)}>
            {t`Escrever de novo`}
          </button>
        )}
      </p>
    )
  if (fate.status === 'unknown' || fate.status === 'needs_review')
    return (
      <p className={css.trouble} data-tone="warn">
        {t`Não dá para saber se chegou.`}{' '}
        {mayDecide ? (
          <Link to="/whatsapp" search={{ aba: 'a-decidir' }}>
            {t`Decidir em WhatsApp`}
          </Link>
        ) : (
          t`Quem gerencia decide.`
        )}
      </p>
    )
  return fate.possibleDuplicate ? (
    <p className={css.trouble} data-tone="warn">
      {t`Pode ter chegado duas vezes.`}
    </p>
  ) : null
}
