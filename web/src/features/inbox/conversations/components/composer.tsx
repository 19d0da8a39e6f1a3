import { t } from '@lingui/core/macro'
import { Button, Skeleton, Textarea } from '@mantine/core'
import { IconSend } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import { Kbd } from '@/components/ui'
import { isApiError } from '@/lib/api/problem'
import type { Conversation, ConversationMessage } from '@/lib/api/types'
import { useCan, useSession } from '@/lib/auth/session'
import { useHotkeys } from '@/lib/hotkeys'
import { mediaKindOf, takesCaption } from '@/lib/media'
import { notifyError } from '@/lib/notify'
import { secondsLeft } from '@/lib/time'
import { useNow } from '@/lib/use-now'
import { useCannedResponses } from '../../canned-responses/components/use-canned-responses'
import { firstName, leftInBraces } from '../../canned-responses/suggest'
import { browseItems } from '../api/browse-items'
import { serverNow } from '../api/reply'
import type { Words } from '../api/save-draft'
import { useShowTyping } from '../api/show-typing'
import { beginDraft, type Draft, keepDraft, putBack, typedIn } from '../drafts'
import { messagesOf, type Outgoing } from '../outgoing'
import { itemsOf, lastHeld } from '../thread'
import { Attached } from './attached'
import { Modes, Shut } from './composer-parts'
import { ComposerTools } from './composer-tools'
import css from './composer.module.css'
import type { TemplateSlot } from './inbox-page'
import { Overtaken } from './overtaken'
import { PresenceNotice } from './presence-notice'
import { ResolvedBar } from './resolved-bar'
import { ScheduleMenu } from './schedule-menu'
import { useEmojis } from './use-emojis'
import { useDroppedFiles } from './use-dropped-files'
import { useFiles } from './use-files'
import { useMentions } from './use-mentions'
import { useSending } from './use-sending'
import { WindowClock } from './window-clock'

const Recorder = lazy(() => import('./recorder').then((file) => ({ default: file.Recorder })))

const MOST = { reply: 4096, caption: 1024, note: 4000 }

export interface Reuse {
  text: string
  file?: File
  times: number
}

interface Props {
  conversation: Conversation
  windowUntil: string | null
  canBeWrittenTo: boolean
  /** What did not arrive, or was taken back, and is to be written again. */
  reuse: Reuse
  onTakeBack: (message: ConversationMessage) => void
  /** What its writer had begun, here or on another device. */
  draft: Words | null
  template: TemplateSlot
  /** The message that is answered, theirs or ours. */
  quoted: ConversationMessage | null
  onQuote: (message: ConversationMessage | null) => void
  onSent: () => void
}

export function Composer(props: Props) {
  const { conversation, canBeWrittenTo } = props
  const may = useCan('inbox.conversations.write')
  if (!canBeWrittenTo)
    return (
      <p
        className={css.bar}
      >{t`A pessoa foi anonimizada: não há mais a quem escrever. O que houve fica para consulta.`}</p>
    )
  if (!may) return <p className={css.bar}>{t`Seu perfil vê as conversas, mas não responde.`}</p>
  if (conversation.status === 'resolved') return <ResolvedBar id={conversation.id} />
  return <Writing {...props} />
}

function Writing(props: Props) {
  const { conversation, windowUntil, reuse, onTakeBack, template, quoted, onQuote, onSent } = props
  const { id, channelId } = conversation
  const { user, tenant } = useSession()
  const client = useQueryClient()
  const sending = useSending(conversation, onSent)
  const showTyping = useShowTyping(id)
  const area = useRef<HTMLTextAreaElement>(null)
  const [draft, setDraft] = useState<Draft>(() => beginDraft(user.id, id, props.draft))
  const { files, setFiles, addFiles } = useFiles()
  const [choosing, setChoosing] = useState(false)
  const [recording, setRecording] = useState(false)
  const [reused, setReused] = useState(reuse.times)
  const [answered, setAnswered] = useState(quoted?.id)
  // Somebody was faster: what was written is there again, and is sent anyway only if it is still to be said.
  const [overtaken, setOvertaken] = useState(false)
  const now = useNow(15_000)
  const closed = windowUntil === null || secondsLeft(windowUntil, now) === 0
  const { mode } = draft
  const text = draft[mode]
  const carried = files.some((file) => takesCaption(mediaKindOf(file.type)))
  const most = mode === 'note' ? MOST.note : carried ? MOST.caption : MOST.reply
  const tooLong = text.trim().length > most
  const braces = mode === 'reply' ? leftInBraces(text) : undefined
  const nothing = text.trim() === '' && !(mode === 'reply' && files.length > 0)

  useEffect(() => keepDraft(user.id, id, draft), [user.id, id, draft])
  const change = (changes: Partial<Draft>) => setDraft((before) => ({ ...before, ...changes }))
  if (reuse.times !== reused) {
    const { text: words, file } = reuse
    setReused(reuse.times)
    setDraft({ ...draft, mode: 'reply', reply: putBack(words, draft.reply) })
    if (file) setFiles([file, ...files])
  }
  if (quoted?.id !== answered) {
    setAnswered(quoted?.id)
    if (quoted && mode === 'note') setDraft({ ...draft, mode: 'reply' })
  }
  useEffect(() => {
    if (quoted) area.current?.focus()
  }, [quoted])
  useEffect(() => {
    if (reuse.times > 0) area.current?.focus()
  }, [reuse.times])
  const canned = useCannedResponses({
    text,
    area,
    enabled: mode === 'reply',
    fillings: {
      cliente: firstName(conversation.customer?.name),
      atendente: firstName(user.name) ?? user.name,
      empresa: tenant.name,
    },
    onText: (words) => change({ [mode]: words }),
  })
  const mentions = useMentions({
    conversationId: id,
    text,
    area,
    enabled: mode === 'note',
    onText: (words) => change({ note: words }),
  })
  const emojis = useEmojis({ text, area, onText: (words) => change({ [mode]: words }) })
  const completion = emojis.isLooking ? emojis : mode === 'note' ? mentions : canned

  /** Where the caret is, or in place of what is selected. */
  const put = (words: string) => {
    const [from, to] = [
      area.current?.selectionStart ?? text.length,
      area.current?.selectionEnd ?? text.length,
    ]
    change({ [mode]: text.slice(0, from) + words + text.slice(to) })
    // Once the field shows it.
    requestAnimationFrame(() => {
      area.current?.focus()
      area.current?.setSelectionRange(from + words.length, from + words.length)
    })
  }
  useHotkeys({ r: () => area.current?.focus() })

  /** What was refused is there again, also where somebody looks at another conversation by then. */
  const takeBack = (field: 'reply' | 'note', sent: string) => {
    const typed = typedIn(user.id, id)
    const next = { ...typed, [field]: putBack(sent, typed[field]) }
    keepDraft(user.id, id, next)
    change(next)
  }

  const sendNote = async (note: string) => {
    change({ note: '' })
    try {
      await sending.note(note, mentions.mentioned(note))
    } catch (error) {
      takeBack('note', note)
      notifyError(error)
    }
  }

  /** One after the other, as they are to arrive. @param sendAt later; without, now */
  const sendAll = async (left: Outgoing[], sendAt?: string, anyway = false) => {
    try {
      for (let next = left[0]; next; next = left[0]) {
        await (sendAt === undefined ? sending.now(next, anyway) : sending.later(next, sendAt))
        left.shift()
      }
    } catch (error) {
      const unsent = left.map((message) => message.words).join('')
      if (unsent !== '') takeBack('reply', unsent)
      setFiles((chosen) => [...left.flatMap(({ file }) => file ?? []), ...chosen])
      if (quoted && left[0]?.body.replyTo) onQuote(quoted)
      if (isApiError(error, 'inbox.conversation.answered_meanwhile')) setOvertaken(true)
      else notifyError(error)
    }
  }

  const submit = async (sendAt?: string, anyway = false) => {
    setOvertaken(false)
    if (nothing || tooLong || braces) return
    const words = text.trim()
    if (mode === 'note') return sendNote(words)
    if (closed) return
    change({ reply: '' })
    setFiles([])
    onQuote(null)
    await sendAll(messagesOf(words, files, quoted?.id), sendAt, anyway)
  }

  const attach = (chosen: File[]) => {
    if (!addFiles(chosen)) return
    change({ mode: 'reply' })
    area.current?.focus()
  }
  useDroppedFiles(attach, !closed)

  const endRecording = () => {
    setRecording(false)
    // Once the field is there again.
    requestAnimationFrame(() => area.current?.focus())
  }

  const takeLastBack = () => {
    const items = itemsOf(client.getQueryData(browseItems(id).queryKey)?.pages ?? [])
    const last = lastHeld(items, user.id, serverNow(Date.now()))
    if (last) onTakeBack(last)
    return last !== undefined
  }

  const shut = mode === 'reply' && closed
  return (
    <div className={css.composer} data-mode={mode}>
      <PresenceNotice conversationId={id} />
      <Modes
        mode={mode}
        onMode={(next) => {
          setRecording(false)
          change({ mode: next })
        }}
      >
        {windowUntil && !closed && mode === 'reply' && <WindowClock until={windowUntil} />}
      </Modes>
      {shut ? (
        <Shut onTemplate={() => setChoosing(true)} />
      ) : recording ? (
        <Suspense fallback={<Skeleton height={56} />}>
          <Recorder
            onSend={(file) => {
              endRecording()
              onQuote(null)
              void sendAll(messagesOf('', [file], quoted?.id))
            }}
            onClose={endRecording}
          />
        </Suspense>
      ) : (
        <form
          className={css.form}
          onSubmit={(event) => {
            event.preventDefault()
            void submit()
          }}
        >
          {mode === 'reply' && (
            <Attached
              quoted={quoted}
              files={files}
              onDropQuote={() => onQuote(null)}
              onDropFile={(file) => setFiles(files.filter((one) => one !== file))}
            />
          )}
          {overtaken && !nothing && (
            <Overtaken onAnyway={() => void submit(undefined, true)} onDismiss={() => setOvertaken(false)} />
          )}
          <div className={css.field}>
            {completion.list}
            <Textarea
              ref={area}
              className={css.area}
              variant="unstyled"
              autosize
              minRows={2}
              maxRows={8}
              aria-label={mode === 'note' ? t`Anotação` : t`Mensagem`}
              placeholder={mode === 'note' ? t`Só a equipe vê. @ chama um colega…` : t`Escreva ao cliente…`}
              value={text}
              error={
                tooLong
                  ? t`Use no máximo ${most} caracteres.`
                  : braces && t`Troque ${braces} antes de enviar.`
              }
              onChange={(event) => {
                change({ [mode]: event.currentTarget.value })
                if (mode === 'reply') showTyping()
              }}
              onSelect={() => {
                emojis.onCaret()
                ;(mode === 'note' ? mentions : canned).onCaret()
              }}
              onBlur={completion.onBlur}
              {...completion.props}
              onKeyDown={(event) => {
                if (completion.onKeyDown(event)) return
                if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
                  event.preventDefault()
                  void submit()
                } else if (event.key === 'z' && (event.ctrlKey || event.metaKey) && text === '') {
                  if (takeLastBack()) event.preventDefault()
                } else if (event.key === 'Escape' && quoted && mode === 'reply') onQuote(null)
                else if (event.key === 'Escape') event.currentTarget.blur()
              }}
              onPaste={(event) => {
                if (event.clipboardData.files.length === 0) return
                event.preventDefault()
                attach([...event.clipboardData.files])
              }}
            />
          </div>
          <div className={css.tools}>
            {mode === 'reply' && (
              <ComposerTools
                onFiles={attach}
                onTemplate={() => setChoosing(true)}
                onCanned={canned.open}
                onEmoji={put}
                onRecord={() => setRecording(true)}
              />
            )}
            <span className={css.spring} />
            <span className={css.hint}>
              <Kbd hint>Ctrl Enter</Kbd>
            </span>
            {mode === 'reply' && (
              <ScheduleMenu
                disabled={nothing || tooLong || braces !== undefined}
                windowUntil={windowUntil}
                onSchedule={(sendAt) => submit(sendAt)}
              />
            )}
            <Button
              type="submit"
              size="xs"
              leftSection={<IconSend size={15} />}
              disabled={nothing || tooLong || braces !== undefined}
            >
              {mode === 'note' ? t`Anotar` : t`Enviar`}
            </Button>
          </div>
        </form>
      )}
      {choosing &&
        template({
          channelId,
          onSend: (content) => sending.now({ body: { content }, words: '' }, true),
          onClose: () => setChoosing(false),
        })}
    </div>
  )
}
