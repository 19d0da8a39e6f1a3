import { t } from '@lingui/core/macro'
import { ActionIcon, Menu } from '@mantine/core'
import { IconArrowBackUp, IconMoodSmile } from '@tabler/icons-react'
import type { ConversationMessage } from '@/lib/api/types'
import css from './thread.module.css'

/** What customers use most. */
const EMOJIS = ['👍', '❤️', '😂', '😮', '😢', '🙏']

export interface Acts {
  onQuote: (message: ConversationMessage) => void
  /** @param emoji Empty takes it back. */
  onReact: (message: ConversationMessage, emoji: string) => void
}

interface Props extends Acts {
  message: ConversationMessage
  /** The company's own reaction to it. */
  own: string | undefined
}

/** Beside a message for who points at it or tabs to it; always there for who uses fingers. */
export function MessageActs({ message, own, onQuote, onReact }: Props) {
  return (
    <div className={css.acts}>
      <ActionIcon
        variant="subtle"
        color="neutral"
        size={28}
        aria-label={t`Responder citando`}
        title={t`Responder citando`}
        onClick={() => onQuote(message)}
      >
        <IconArrowBackUp size={16} stroke={1.75} />
      </ActionIcon>
      <Menu position="top" withinPortal>
        <Menu.Target>
          <ActionIcon variant="subtle" color="neutral" size={28} aria-label={t`Reagir`} title={t`Reagir`}>
            <IconMoodSmile size={16} stroke={1.75} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <div className={css.emojis}>
            {EMOJIS.map((emoji) => (
              <Menu.Item
                key={emoji}
                className={css.emoji}
                data-own={emoji === own || undefined}
                onClick={() => onReact(message, emoji)}
              >
                {emoji}
              </Menu.Item>
            ))}
          </div>
          {own && <Menu.Item onClick={() => onReact(message, '')}>{t`Tirar a reação`}</Menu.Item>}
        </Menu.Dropdown>
      </Menu>
    </div>
  )
}
