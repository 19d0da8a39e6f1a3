import { t } from '@lingui/core/macro'
import { Button } from '@mantine/core'
import { IconMessages } from '@tabler/icons-react'
import css from './composer.module.css'

/** A colleague answered what is being answered here; nothing was sent. */
export function Overtaken({ onAnyway, onDismiss }: { onAnyway: () => void; onDismiss: () => void }) {
  return (
    <div className={css.overtaken} role="alert">
      <IconMessages size={18} stroke={1.75} aria-hidden />
      <p>{t`Um colega respondeu a este cliente enquanto você escrevia, e a sua mensagem não saiu. Leia a resposta acima antes de enviar.`}</p>
      <span>
        <Button size="xs" variant="default" onClick={onDismiss}>
          {t`Rever`}
        </Button>
        <Button size="xs" onClick={onAnyway}>
          {t`Enviar mesmo assim`}
        </Button>
      </span>
    </div>
  )
}
