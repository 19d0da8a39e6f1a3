import { t } from '@lingui/core/macro'
import type { ReactNode } from 'react'
import type { ConversationMessage } from '@/lib/api/types'
import { useNow } from '@/lib/use-now'
import { serverNow } from '../api/reply'
import { heldFor } from '../thread'
import css from './thread.module.css'

interface Props {
  message: ConversationMessage
  onTakeBack: (message: ConversationMessage) => void
  /** What is shown once it has gone. */
  children: ReactNode
}

/** While it can be taken back, that stands where its ticks will stand. */
export function Held({ message, onTakeBack, children }: Props) {
  const left = heldFor(message.fate, serverNow(useNow(250)))
  if (left === 0) return children
  return (
    <span className={css.held}>
      <span aria-hidden>{t`Enviando… ${left} s`}</span>
      <span className="visually-hidden">{t`Enviando`}</span>
      <button
        type="button"
        className={css.undo}
        title={t`Desfazer (Ctrl+Z)`}
        onClick={() => onTakeBack(message)}
      >
        {t`Desfazer`}
      </button>
    </span>
  )
}
