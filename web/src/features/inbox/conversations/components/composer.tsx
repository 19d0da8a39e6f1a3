import { t } from '@lingui/core/macro'
import { Button, Textarea } from '@mantine/core'
import { IconClockExclamation, IconSend, IconTemplate } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { Kbd } from '@/components/ui'
import { isApiError } from '@/lib/api/problem'
import type { Conversation, ConversationMessage, Reply } from '@/lib/api/types'
import { useCan, useSession } from '@/lib/auth/session'
import { useHotkeys } from '@/lib/hotkeys'
import { isTooLarge, mediaKindOf, MOST_MEGABYTES, takesCaption } from '@/lib/media'
import { notifyError, notifyTrouble } from '@/lib/notify'
import { secondsLeft } from '@/lib/time'
import { useNow } from '@/lib/use-now'
import { useCannedResponses } from '../../canned-responses/components/use-canned-responses'
import { firstName, leftInBraces } from '../../canned-responses/suggest'
import { useShowTyping } from '../api/show-typing'
import { type Draft, keepDraft, putBack, readDraft } from '../drafts'
import { Attached } from './attached'
import { ComposerTools } from './composer-tools'
import css from './composer.module.css'
import type { TemplateSlot } from './inbox-page'
import { ResolvedBar } from './resolved-bar'
import { ScheduleMenu } from './schedule-menu'
import { Overtaken } from './overtaken'
import { PresenceNotice } from './presence-notice'
import { useMentions } from './use-mentions'
import { useSending } from './use-sending'
import { WindowClock } from './window-clock'

const MOST = { reply: 4096, caption: 1024, note: 4000 }

interface Props {
  conversation: Conversation
  windowUntil: string | null
  canBeWrittenTo: boolean
  /** What did not arrive and is to be written again. */
  reuse: { text: string; times: number }
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

function Writing({ conversation, windowUntil, reuse, template, quoted, onQuote, onSent }: Props) {
  const { id, channelId } = conversation
  const { user, tenant } = useSession()
  const sending = useSending(id, channelId)
  const showTyping = useShowTyping(id)
  const area = useRef<HTMLTextAreaElement>(null)
  const [draft, setDraft] = useState<Draft>(() => readDraft(user.id, id))
  const [file, setFile] = useState<File | null>(null)
  const [choosing, setChoosing] = useState(false)
  const [reused, setReused] = useState(reuse.times)
  const [answered, setAnswered] = useState(quoted?.id)
  // Somebody was faster: what was written is there again, and is sent anyway only if it is still to be said.
  const [overtaken, setOvertaken] = useState(false)
  const now = useNow(15_000)
  const closed = windowUntil === null || secondsLeft(windowUntil, now) === 0
  const { mode } = draft
  const text = draft[mode]
  const media = file && mediaKindOf(file.type)
  const most = mode === 'note' ? MOST.note : file ? MOST.caption : MOST.reply
  const tooLong = text.trim().length > most
  const braces = mode === 'reply' ? leftInBraces(text) : undefined
  const nothing = text.trim() === '' && !(mode === 'reply' && file)

  const change = (changes: Partial<Draft>) => {
    const next = { ...draft, ...changes }
    setDraft(next)
    keepDraft(user.id, id, next)
  }
  if (reuse.times !== reused) {
    setReused(reuse.times)
    setDraft({ ...draft, mode: 'reply', reply: putBack(reuse.text, draft.reply) })
  }
  if (quoted?.id !== answered) {
    setAnswered(quoted?.id)
    if (quoted && mode === 'note') setDraft({ ...draft, mode: 'reply' })
  }
  useEffect(() => {
    if (quoted) area.current?.focus()
  }, [quoted])
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
  const completion = mode === 'note' ? mentions : canned
  useHotkeys({ r: () => area.current?.focus() })

  /** What was refused is there again, also where somebody looks at another conversation by then. */
  const takeBack = (field: 'reply' | 'note', sent: string) => {
    const typed = readDraft(user.id, id)
    const next = { ...typed, [field]: putBack(sent, typed[field]) }
    keepDraft(user.id, id, next)
    setDraft(next)
  }

  const send = (body: Reply, attached?: File, anyway = false) => {
    onSent()
    return sending.now(body, attached, anyway)
  }

  const sendNote = async (note: string) => {
    change({ note: '' })
    try {
      await sending.note(note, mentions.mentioned(note))
      onSent()
    } catch (error) {
      takeBack('note', note)
      notifyError(error)
    }
  }

  /** @param sendAt later; without, now */
  const submit = async (sendAt?: string, anyway = false) => {
    setOvertaken(false)
    if (nothing || tooLong || braces) return
    const words = text.trim()
    if (mode === 'note') return sendNote(words)
    if (closed) return
    change({ reply: '' })
    setFile(null)
    onQuote(null)
    const content: Reply['content'] =
      file && media
        ? {
            type: 'media',
            media,
            caption: words && takesCaption(media) ? words : undefined,
            fileName: media === 'document' ? file.name : undefined,
          }
        : { type: 'text', text: words, previewUrl: /https?:\/\//.test(words) }
    try {
      const body = { content, ...(quoted ? { replyTo: quoted.id } : {}) }
      if (sendAt === undefined) await send(body, file ?? undefined, anyway)
      else await sending.later({ ...body, sendAt }, file ?? undefined)
    } catch (error) {
      takeBack('reply', words)
      if (file) setFile(file)
      if (quoted) onQuote(quoted)
      if (isApiError(error, 'inbox.conversation.answered_meanwhile')) setOvertaken(true)
      else notifyError(error)
    }
  }

  const attach = (chosen: File | undefined) => {
    if (!chosen) return
    const kind = mediaKindOf(chosen.type)
    if (isTooLarge(chosen, kind)) return notifyTrouble(t`Use um arquivo de até ${MOST_MEGABYTES[kind]} MB.`)
    setFile(chosen)
    change({ mode: 'reply' })
    area.current?.focus()
  }

  const shut = mode === 'reply' && closed
  return (
    <div className={css.composer} data-mode={mode}>
      <PresenceNotice conversationId={id} />
      <div className={css.modes} role="group" aria-label={t`O que escrever`}>
        <button
          type="button"
          className={css.mode}
          aria-pressed={mode === 'reply'}
          onClick={() => change({ mode: 'reply' })}
        >
          {t`Responder`}
        </button>
        <button
          type="button"
          className={css.mode}
          aria-pressed={mode === 'note'}
          onClick={() => change({ mode: 'note' })}
        >
          {t`Anotação`}
        </button>
        {windowUntil && !closed && mode === 'reply' && <WindowClock until={windowUntil} />}
      </div>
      {shut ? (
        <div className={css.shut} role="status">
          <IconClockExclamation size={18} stroke={1.75} aria-hidden />
          <p>{t`O cliente não escreve há mais de 24 horas. O WhatsApp só entrega um modelo aprovado; quando ele responder, volta a dar para escrever à vontade.`}</p>
          <Button
            size="xs"
            variant="default"
            leftSection={<IconTemplate size={15} />}
            onClick={() => setChoosing(true)}
          >
            {t`Enviar um modelo`}
          </Button>
        </div>
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
              file={file}
              onDropQuote={() => onQuote(null)}
              onDropFile={() => setFile(null)}
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
              placeholder={
                mode === 'note'
                  ? t`Só a equipe vê. @ chama um colega…`
                  : media && !takesCaption(media)
                    ? t`Este arquivo vai sem legenda`
                    : t`Escreva ao cliente…`
              }
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
              onSelect={completion.onCaret}
              onBlur={completion.onBlur}
              {...completion.props}
              onKeyDown={(event) => {
                if (completion.onKeyDown(event)) return
                if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
                  event.preventDefault()
                  void submit()
                } else if (event.key === 'Escape' && quoted && mode === 'reply') onQuote(null)
                else if (event.key === 'Escape') event.currentTarget.blur()
              }}
              onPaste={(event) => {
                const [pasted] = event.clipboardData.files
                if (!pasted) return
                event.preventDefault()
                attach(pasted)
              }}
            />
          </div>
          <div className={css.tools}>
            {mode === 'reply' && (
              <ComposerTools onFile={attach} onTemplate={() => setChoosing(true)} onCanned={canned.open} />
            )}
            <span className={css.spring} />
            <span className={css.hint}>
              <Kbd hint>Ctrl Enter</Kbd>
            </span>
            {mode === 'reply' && (
              <ScheduleMenu
                disabled={nothing || tooLong || braces !== undefined}
                windowUntil={windowUntil}
                onSchedule={submit}
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
          onSend: (content) => send({ content }, undefined, true),
          onClose: () => setChoosing(false),
        })}
    </div>
  )
}
