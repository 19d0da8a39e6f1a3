import { t } from '@lingui/core/macro'
import { ActionIcon, Popover, Skeleton } from '@mantine/core'
import { IconMoodSmile } from '@tabler/icons-react'
import { lazy, Suspense, useRef, useState } from 'react'

const EmojiPicker = lazy(() => import('./emoji-picker').then((file) => ({ default: file.EmojiPicker })))

export function EmojiMenu({ onPick }: { onPick: (emoji: string) => void }) {
  const [opened, setOpened] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  return (
    <Popover
      opened={opened}
      onChange={(shown) => {
        setOpened(shown)
        if (!shown) button.current?.focus()
      }}
      position="top-start"
      withinPortal
      shadow="md"
    >
      <Popover.Target>
        <ActionIcon
          ref={button}
          variant="subtle"
          color="neutral"
          size={32}
          aria-label={t`Emoji`}
          title={t`Emoji (digite : e o nome)`}
          onClick={() => setOpened(!opened)}
        >
          <IconMoodSmile size={18} stroke={1.75} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown aria-label={t`Emojis`}>
        <Suspense fallback={<Skeleton height={254} width={288} />}>
          <EmojiPicker
            onPick={(emoji) => {
              setOpened(false)
              onPick(emoji)
            }}
          />
        </Suspense>
      </Popover.Dropdown>
    </Popover>
  )
}
