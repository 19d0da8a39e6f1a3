import { t } from '@lingui/core/macro'
import { Button, Menu, TextInput } from '@mantine/core'
import { IconClockPause } from '@tabler/icons-react'
import { useState } from 'react'
import { FormDialog } from '@/components/ui/form-dialog'
import { notifyError } from '@/lib/notify'
import { atClock, dayOf, formatMoment, plusDays } from '@/lib/time'
import { snoozePresets } from '../snooze'

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
      <OwnTime key={asking} opened={opened} onClose={() => setOpened(false)} onSnooze={onSnooze} />
    </>
  )
}

interface OwnTimeProps {
  opened: boolean
  onClose: () => void
  onSnooze: (until: string) => Promise<void>
}

function OwnTime({ opened, onClose, onSnooze }: OwnTimeProps) {
  const [today] = useState(() => dayOf(Date.now()))
  const [day, setDay] = useState(plusDays(today, 1))
  const [time, setTime] = useState('09:00')
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<unknown>(null)
  const submit = async () => {
    setBusy(true)
    setFailure(null)
    try {
      await onSnooze(atClock(day, time))
      onClose()
    } catch (error) {
      setFailure(error)
    } finally {
      setBusy(false)
    }
  }
  return (
    <FormDialog
      opened={opened}
      onClose={onClose}
      title={t`Adiar a conversa`}
      submit={t`Adiar`}
      busy={busy}
      disabled={day === '' || time === ''}
      error={failure}
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      <p>{t`Ela sai da lista e volta nesta hora, ou antes, se o cliente escrever.`}</p>
      <div style={{ display: 'grid', gridTemplateColumns: '1fr 1fr', gap: 12 }}>
        <TextInput
          data-autofocus
          type="date"
          label={t`Dia`}
          min={today}
          max={plusDays(today, 365)}
          value={day}
          onChange={(event) => setDay(event.currentTarget.value)}
        />
        <TextInput
          type="time"
          label={t`Hora`}
          value={time}
          onChange={(event) => setTime(event.currentTarget.value)}
        />
      </div>
    </FormDialog>
  )
}
