import { t } from '@lingui/core/macro'
import { Alert, Button, Select, TextInput } from '@mantine/core'
import { IconClockExclamation } from '@tabler/icons-react'
import { useRef, useState } from 'react'
import { FormDialog } from '@/components/ui/form-dialog'
import { describeError, describeFieldError } from '@/lib/api/error-catalogue'
import { isApiError } from '@/lib/api/problem'
import type { MessageClass, Template } from '@/lib/api/types'
import { uploadFile } from '@/lib/media'
import { CLASSES, classWords, kindName } from '@/lib/message-words'
import { notifyDone } from '@/lib/notify'
import { uuid } from '@/lib/uuid'
import { classOfTemplate } from '../../templates/fill'
import { useSendMessage } from '../api/messages'
import { type ContentType, contentOf, type Draft, emptyDraft, type Problems, problemsOf } from '../draft'
import type { Target } from '../target'
import { ContentFields } from './content-fields'
import css from './messages.module.css'

const TYPES: ContentType[] = ['text', 'media', 'template', 'interactive', 'location', 'contacts', 'reaction']

interface Props {
  channelId: string
  /** What is answered or reacted to: the message goes to whoever that is from or to. */
  target: Target | null
  /** Chosen already. */
  template?: Template
  onClose: () => void
}

/** One message to one customer. Mounted for each opening: what it was opened with is what it is about. */
export function SendDialog({ channelId, target, template, onClose }: Props) {
  const send = useSendMessage(channelId)
  // The same for every click of this opening: a second one, after a lost answer, is not a second message.
  const [key] = useState(uuid)
  const [draft, setDraft] = useState<Draft>(() => ({
    ...emptyDraft,
    class: target ? 'reply' : 'utility',
    type: template ? 'template' : target?.act === 'reaction' ? 'reaction' : 'text',
    template: template ?? null,
  }))
  const [tried, setTried] = useState(false)
  const [refused, setRefused] = useState<Problems>({})
  const [failure, setFailure] = useState<unknown>(null)
  const [uploading, setUploading] = useState(false)
  const uploaded = useRef<{ file: File; id: string } | null>(null)

  const byTemplate = draft.type === 'template' ? draft.template : null
  const countsAs = byTemplate ? classOfTemplate(byTemplate, draft.class) : draft.class
  // Meta's category says it, but for notices.
  const classes = byTemplate ? CLASSES.filter((one) => classOfTemplate(byTemplate, one) === one) : CLASSES
  const { to: nobody, ...rest } = problemsOf(draft)
  const wrong: Problems = target || !nobody ? rest : { to: nobody, ...rest }
  const problems: Problems = { ...refused, ...(tried ? wrong : {}) }
  const windowClosed = isApiError(failure, 'channels.message.window_closed')
  const nothingToReactTo = draft.type === 'reaction' && !target

  const change = (changes: Partial<Draft>) => {
    setDraft((before) => ({ ...before, ...changes }))
    setRefused({})
    setFailure(null)
  }

  /** The id of the file that goes with it, put at the server once however often it is tried. */
  const upload = async (): Promise<string | undefined> => {
    if (draft.type !== 'media' || draft.source !== 'file' || !draft.file) return undefined
    if (uploaded.current?.file !== draft.file) {
      const { id } = await uploadFile(channelId, draft.file)
      uploaded.current = { file: draft.file, id }
    }
    return uploaded.current.id
  }

  const submit = async () => {
    setTried(true)
    if (Object.keys(wrong).length > 0 || nothingToReactTo) return
    setFailure(null)
    setUploading(true)
    try {
      const mediaId = await upload()
      await send.mutateAsync({
        key,
        body: {
          to: target ? undefined : draft.to.trim(),
          class: countsAs,
          content: contentOf(draft),
          replyTo: target?.id,
          mediaId,
        },
      })
      notifyDone(t`Mensagem na fila. Acompanhe em Enviadas.`)
      onClose()
    } catch (error) {
      if (isApiError(error, 'channels.message.recipient_invalid')) {
        setRefused({ to: describeError(error).message })
        return
      }
      if (isApiError(error) && error.code.startsWith('channels.media.')) {
        setRefused({ file: describeError(error).message })
        return
      }
      const found: Problems = {}
      if (isApiError(error))
        for (const [field, sentences] of Object.entries(error.errors))
          found[field] = describeFieldError(sentences)
      setRefused(found)
      setFailure(error)
    } finally {
      setUploading(false)
    }
  }

  return (
    <FormDialog
      opened
      onClose={onClose}
      size={580}
      title={!target ? t`Nova mensagem` : target.act === 'reaction' ? t`Reagir a uma mensagem` : t`Responder`}
      submit={t`Enviar`}
      busy={uploading || send.isPending}
      disabled={nothingToReactTo}
      error={windowClosed ? undefined : (failure ?? undefined)}
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      {target && (
        <div className={css.quote}>
          <p className={css.strong}>{target.name ?? target.masked}</p>
          <p>{target.text ?? kindName(target.kind)}</p>
        </div>
      )}
      {!target && (
        <TextInput
          data-autofocus
          label={t`Para`}
          description={t`Telefone com DDD, como (11) 98765-4321. De fora do Brasil, com + e o código do país.`}
          type="tel"
          autoComplete="off"
          value={draft.to}
          error={problems.to}
          onChange={(event) => change({ to: event.currentTarget.value })}
        />
      )}
      <div className={css.pair}>
        <Select
          label={t`Tipo de mensagem`}
          value={draft.type}
          data={TYPES.map((value) => ({ value, label: typeName(value) }))}
          onChange={(value) => change({ type: (value ?? 'text') as ContentType })}
        />
        <Select
          label={t`O que é`}
          value={countsAs}
          disabled={classes.length === 1}
          description={classes.length === 1 ? t`Pela categoria do modelo.` : undefined}
          data={classes.map((value) => ({ value, label: classWords(value).label }))}
          onChange={(value) => change({ class: (value ?? 'utility') as MessageClass })}
        />
      </div>
      <p className={css.dim} role="status">
        {classWords(countsAs).inDoubt}
      </p>
      {nothingToReactTo ? (
        <p>{t`Para reagir, escolha Reagir em uma mensagem recebida ou enviada.`}</p>
      ) : (
        <ContentFields channelId={channelId} draft={draft} problems={problems} change={change} />
      )}
      {windowClosed && (
        <Alert
          color="warn"
          role="alert"
          icon={<IconClockExclamation size={18} />}
          title={t`O cliente não escreve há mais de 24 horas`}
        >
          <p>{t`Fora desse prazo o WhatsApp só entrega modelos que a Meta aprovou. Quando ele responder, volta a dar para escrever à vontade.`}</p>
          <Button mt={10} variant="default" onClick={() => change({ type: 'template' })}>
            {t`Enviar um modelo`}
          </Button>
        </Alert>
      )}
    </FormDialog>
  )
}

function typeName(type: ContentType): string {
  return {
    text: t`Texto`,
    media: t`Arquivo`,
    template: t`Modelo`,
    interactive: t`Botões, lista ou link`,
    location: t`Localização`,
    contacts: t`Contato`,
    reaction: t`Reação`,
  }[type]
}
