import { t } from '@lingui/core/macro'
import { ActionIcon, Button } from '@mantine/core'
import { IconPlayerStop, IconSend, IconTrash } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { notifyTrouble } from '@/lib/notify'
import { formatCountdown } from '@/lib/time'
import { useNow } from '@/lib/use-now'
import { asVoice } from '../outgoing'
import { record, type Recording, RecordingError } from '../recording'
import css from './recorder.module.css'

/** Then it ends by itself. */
const MOST_SECONDS = 600

interface Props {
  onSend: (file: File) => void
  onClose: () => void
}

type Ready = { file: File; url: string; seconds: number }

function troubleWords(error: unknown): string {
  const trouble = error instanceof RecordingError ? error.trouble : 'broken'
  return {
    insecure: t`O navegador só grava em páginas seguras (https). Avise quem cuida da instalação.`,
    unsupported: t`Este navegador não grava em um formato que o WhatsApp aceita. Use uma versão atual do Chrome, Edge, Firefox ou Safari.`,
    refused: t`O navegador não liberou o microfone. Libere-o no cadeado ao lado do endereço e tente de novo.`,
    missing: t`Nenhum microfone foi encontrado. Ligue um e tente de novo.`,
    broken: t`A gravação não deu certo. Confira se outro programa usa o microfone e tente de novo.`,
  }[trouble]
}

/** In place of the field: what is said, then heard once more, then sent. */
export function Recorder({ onSend, onClose }: Props) {
  const recording = useRef<Recording | null>(null)
  const [since, setSince] = useState<number | null>(null)
  const [ready, setReady] = useState<Ready | null>(null)
  const leave = useRef(onClose)

  useEffect(() => {
    let gone = false
    record().then(
      (begun) => {
        if (gone) return begun.cancel()
        recording.current = begun
        setSince(Date.now())
      },
      (error: unknown) => {
        if (gone) return
        notifyTrouble(troubleWords(error))
        leave.current()
      },
    )
    return () => {
      gone = true
      recording.current?.cancel()
    }
  }, [])
  useEffect(() => () => (ready ? URL.revokeObjectURL(ready.url) : undefined), [ready])

  const stop = async (seconds: number) => {
    const running = recording.current
    recording.current = null
    try {
      const ended = await running?.stop()
      if (!ended) return
      const file = ended.voice ? asVoice(ended.file) : ended.file
      setReady({ file, url: URL.createObjectURL(file), seconds })
    } catch (error) {
      notifyTrouble(troubleWords(error))
      onClose()
    }
  }

  return (
    <div className={css.recorder} role="group" aria-label={t`Gravação de áudio`}>
      <ActionIcon
        variant="subtle"
        color="neutral"
        size={36}
        aria-label={t`Descartar a gravação`}
        title={t`Descartar a gravação`}
        onClick={onClose}
      >
        <IconTrash size={18} stroke={1.75} />
      </ActionIcon>
      {ready ? (
        <>
          <audio className={css.sound} controls src={ready.url} aria-label={t`Ouvir a gravação`} />
          <span className={css.time}>{formatCountdown(ready.seconds)}</span>
          <Button size="xs" leftSection={<IconSend size={15} />} onClick={() => onSend(ready.file)} autoFocus>
            {t`Enviar`}
          </Button>
        </>
      ) : since === null ? (
        <p className={css.asking} role="status">{t`Libere o microfone no navegador…`}</p>
      ) : (
        <Running since={since} onStop={(seconds) => void stop(seconds)} />
      )}
    </div>
  )
}

function Running({ since, onStop }: { since: number; onStop: (seconds: number) => void }) {
  const seconds = Math.max(0, Math.floor((useNow(250) - since) / 1000))
  useEffect(() => {
    if (seconds >= MOST_SECONDS) onStop(seconds)
  })
  return (
    <>
      <span className={css.dot} aria-hidden />
      <span className={css.time} role="timer" aria-label={t`Gravando`}>
        {formatCountdown(seconds)}
      </span>
      <span className={css.spring}>{t`Gravando…`}</span>
      <Button
        size="xs"
        variant="default"
        autoFocus
        leftSection={<IconPlayerStop size={15} />}
        onClick={() => onStop(seconds)}
      >
        {t`Parar`}
      </Button>
    </>
  )
}
