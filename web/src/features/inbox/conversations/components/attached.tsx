import { t } from '@lingui/core/macro'
import { ActionIcon } from '@mantine/core'
import { IconArrowBackUp, IconFile, IconX } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { ConversationMessage } from '@/lib/api/types'
import { quoteWords } from '../words'
import css from './composer.module.css'

interface Props {
  quoted: ConversationMessage | null
  files: File[]
  onDropQuote: () => void
  onDropFile: (file: File) => void
}

/** What goes with the words. */
export function Attached({ quoted, files, onDropQuote, onDropFile }: Props) {
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
      {files.map((file, index) => (
        <Chip
          key={`${file.name} ${index}`}
          icon={<IconFile size={16} stroke={1.75} aria-hidden />}
          drop={files.length === 1 ? t`Tirar o arquivo` : t`Tirar o arquivo ${file.name}`}
          onDrop={() => onDropFile(file)}
        >
          {file.name}
        </Chip>
      ))}
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
