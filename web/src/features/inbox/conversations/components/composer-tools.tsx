import { t } from '@lingui/core/macro'
import { ActionIcon } from '@mantine/core'
import { IconMessageBolt, IconMicrophone, IconPaperclip, IconTemplate, type Icon } from '@tabler/icons-react'
import { useRef } from 'react'
import { ACCEPTED } from '@/lib/media'
import { EmojiMenu } from './emoji-menu'

interface Props {
  onFiles: (files: File[]) => void
  onTemplate: () => void
  onCanned: () => void
  onEmoji: (emoji: string) => void
  onRecord: () => void
}

/** What can be put into an answer besides words. */
export function ComposerTools({ onFiles, onTemplate, onCanned, onEmoji, onRecord }: Props) {
  const chooser = useRef<HTMLInputElement>(null)
  return (
    <>
      <input
        ref={chooser}
        type="file"
        multiple
        hidden
        aria-label={t`Arquivo`}
        accept={Object.values(ACCEPTED).join(',')}
        onChange={(event) => {
          onFiles([...(event.currentTarget.files ?? [])])
          event.currentTarget.value = ''
        }}
      />
      <EmojiMenu onPick={onEmoji} />
      <Tool icon={IconPaperclip} label={t`Anexar arquivo`} onClick={() => chooser.current?.click()} />
      <Tool icon={IconMicrophone} label={t`Gravar áudio`} onClick={onRecord} />
      <Tool icon={IconTemplate} label={t`Enviar um modelo`} onClick={onTemplate} />
      <Tool
        icon={IconMessageBolt}
        label={t`Respostas prontas`}
        title={t`Respostas prontas (digite /)`}
        onClick={onCanned}
      />
    </>
  )
}

interface ToolProps {
  icon: Icon
  label: string
  title?: string
  onClick: () => void
}

function Tool({ icon: Icon, label, title = label, onClick }: ToolProps) {
  return (
    <ActionIcon variant="subtle" color="neutral" size={32} aria-label={label} title={title} onClick={onClick}>
      <Icon size={18} stroke={1.75} />
    </ActionIcon>
  )
}
