import { t } from '@lingui/core/macro'
import { ActionIcon } from '@mantine/core'
import { IconArrowBackUp, IconFile, IconX } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { ConversationMessage } from '@/lib/api/types'
import { quoteWords } from '../words'
import css from './composer.module.css'

interface Props {
  quoted: ConversationMessage | null
  file: File | null
  onDropQuote: () => void
  onDropFile: () => void
}

/** What goes with the words. */
export function Attached({ quoted, file, onDropQuote, onDropFile }: Props) {
  return (
    <>
      {quoted && (
        <Chip
          icon={<IconArrowBackUp size={16} stroke={1.75} aria-hidden />}
          drop={t`Não citar`}
          onDrop={onDropQuote}
        >
          <span className="visually-hidden">{t`Em resposta a:`} </span>
          {quoteWords(quoted)}
        </Chip>
      )}
      {file && (
        <Chip
          icon={<IconFile size={16} stroke={1.75} aria-hidden />}
          drop={t`Tirar o arquivo`}
          onDrop={onDropFile}
        >
          {file.name}
        </Chip>
      )}
    </>
  )
}

interface ChipProps {
  icon: ReactNode
  drop: string
  onDrop: () => void
  children: ReactNode
}

function Chip({ icon, drop, onDrop, children }: ChipProps) {
  return (
    <p className={css.file}>
      {icon}
      <span className={css.fileName}>{children}</span>
      <ActionIcon variant="subtle" color="neutral" size={24} aria-label={drop} onClick={onDrop}>
        <IconX size={15} />
      </ActionIcon>
    </p>
  )
}
