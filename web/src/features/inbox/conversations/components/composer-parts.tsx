import { t } from '@lingui/core/macro'
import { Button } from '@mantine/core'
import { IconClockExclamation, IconTemplate } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { Draft } from '../drafts'
import css from './composer.module.css'

interface ModesProps {
  mode: Draft['mode']
  onMode: (mode: Draft['mode']) => void
  children: ReactNode
}

/** To whom it is written. */
export function Modes({ mode, onMode, children }: ModesProps) {
  return (
    <div className={css.modes} role="group" aria-label={t`O que escrever`}>
      <button
        type="button"
        className={css.mode}
        aria-pressed={mode === 'reply'}
        onClick={() => onMode('reply')}
      >
        {t`Responder`}
      </button>
      <button
        type="button"
        className={css.mode}
        aria-pressed={mode === 'note'}
        onClick={() => onMode('note')}
      >
        {t`Anotação`}
      </button>
      {children}
    </div>
  )
}

/** In place of the field while only templates may be sent. */
export function Shut({ onTemplate }: { onTemplate: () => void }) {
  return (
    <div className={css.shut} role="status">
      <IconClockExclamation size={18} stroke={1.75} aria-hidden />
      <p>{t`O cliente não escreve há mais de 24 horas. O WhatsApp só entrega um modelo aprovado; quando ele responder, volta a dar para escrever à vontade.`}</p>
      <Button size="xs" variant="default" leftSection={<IconTemplate size={15} />} onClick={onTemplate}>
        {t`Enviar um modelo`}
      </Button>
    </div>
  )
}
