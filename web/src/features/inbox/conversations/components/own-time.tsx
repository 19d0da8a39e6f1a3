import { t } from '@lingui/core/macro'
import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { FormDialog } from '@/components/ui/form-dialog'
import { atClock, dayOf, plusDays } from '@/lib/time'

interface Props {
  opened: boolean
  onClose: () => void
  title: string
  submit: string
  text: string
  onChoose: (at: string) => Promise<void>
}

/** A day and an hour, by hand. Mounted for each opening. */
export function OwnTime({ opened, onClose, title, submit: label, text, onChoose }: Props) {
  const [now] = useState(() => Date.now())
  const today = dayOf(now)
  const [day, setDay] = useState(plusDays(today, 1))
  const [time, setTime] = useState('09:00')
  const passed = day !== '' && time !== '' && Date.parse(atClock(day, time)) <= now
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<unknown>(null)
  const submit = async () => {
    setBusy(true)
    setFailure(null)
    try {
      await onChoose(atClock(day, time))
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
      title={title}
      submit={label}
      busy={busy}
      disabled={day === '' || time === '' || passed}
      error={failure}
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      <p>{text}</p>
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
          error={passed ? t`Este horário já passou.` : null}
          onChange={(event) => setTime(event.currentTarget.value)}
        />
      </div>
    </FormDialog>
  )
}
