import { t } from '@lingui/core/macro'
import { Button, Switch, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { AlertSettings } from '@/lib/api/types'
import css from './alerts.module.css'

interface Props {
  settings: AlertSettings
  onChange: (changes: Partial<AlertSettings>) => void
}

/** By the company's clock; over midnight where it ends earlier than it begins. */
export function QuietHours({ settings, onChange }: Props) {
  const { quietFrom, quietUntil } = settings
  const [from, setFrom] = useState(quietFrom ?? '')
  const [until, setUntil] = useState(quietUntil ?? '')
  const changed = from !== (quietFrom ?? '') || until !== (quietUntil ?? '')
  const same = from === until
  return (
    <>
      <Switch
        label={t`Horário de silêncio`}
        description={t`Nesse horário nada toca nem aparece. O que chegar fica na caixa de entrada.`}
        checked={quietFrom !== null}
        onChange={(event) =>
          onChange(
            event.currentTarget.checked
              ? { quietFrom: '20:00', quietUntil: '07:00' }
              : { quietFrom: null, quietUntil: null },
          )
        }
      />
      {quietFrom !== null && (
        <form
          className={css.hours}
          onSubmit={(event) => {
            event.preventDefault()
            if (!same && from && until) onChange({ quietFrom: from, quietUntil: until })
          }}
        >
          <TextInput
            type="time"
            label={t`Das`}
            value={from}
            required
            onChange={(event) => setFrom(event.currentTarget.value)}
          />
          <TextInput
            type="time"
            label={t`Até`}
            value={until}
            required
            error={same ? t`Escolha outro fim.` : undefined}
            onChange={(event) => setUntil(event.currentTarget.value)}
          />
          <Button type="submit" variant="default" disabled={!changed || same}>
            {t`Salvar horário`}
          </Button>
        </form>
      )}
    </>
  )
}
