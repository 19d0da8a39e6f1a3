import { t } from '@lingui/core/macro'
import { Button, Menu } from '@mantine/core'
import { IconClockPause } from '@tabler/icons-react'
import { useState } from 'react'
import { notifyError } from '@/lib/notify'
import { formatMoment } from '@/lib/time'
import { snoozePresets } from '../snooze'
import { OwnTime } from './own-time'

/** @param onSnooze until a moment, or until the customer writes */
export function SnoozeMenu({ onSnooze }: { onSnooze: (until: string | null) => Promise<void> }) {
  const [presets, setPresets] = useState<ReturnType<typeof snoozePresets>>([])
  const [asking, setAsking] = useState(0)
  const [opened, setOpened] = useState(false)
  return (
    <>
      <Menu position="bottom-start" width={310} onOpen={() => setPresets(snoozePresets(Date.now()))}>
        <Menu.Target>
          <Button size="xs" variant="default" leftSection={<IconClockPause size={15} />}>
            {t`Adiar`}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {presets.map(({ label, until }) => (
            <Menu.Item
              key={label}
              rightSection={until && <span className="tabular">{formatMoment(until)}</span>}
              onClick={() => void onSnooze(until).catch(notifyError)}
            >
              {label}
            </Menu.Item>
          ))}
          <Menu.Divider />
          <Menu.Item
            onClick={() => {
              setAsking((n) => n + 1)
              setOpened(true)
            }}
          >
            {t`Escolher dia e hora…`}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <OwnTime
        key={asking}
        opened={opened}
        onClose={() => setOpened(false)}
        title={t`Adiar a conversa`}
        submit={t`Adiar`}
        text={t`Ela sai da lista e volta nesta hora, ou antes, se o cliente escrever.`}
        onChoose={onSnooze}
      />
    </>
  )
}
