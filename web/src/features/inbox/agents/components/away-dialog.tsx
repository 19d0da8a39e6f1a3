import { t } from '@lingui/core/macro'
import { Chip, Group, Input, Select, TextInput } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import { FormDialog } from '@/components/ui/form-dialog'
import type { AwayReason } from '@/lib/api/types'
import { notifyDone, notifyError } from '@/lib/notify'
import { useChangeMyState } from '../api/change-my-state'
import { type Back, backAt, reasonName, REASONS } from '../words'
import css from './agents.module.css'

/** Mounted for each opening. */
export function AwayDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const change = useChangeMyState()
  const [reason, setReason] = useState<AwayReason>('break')
  const [back, setBack] = useState<Back>('own')
  const [time, setTime] = useState('13:00')
  const [failure, setFailure] = useState<unknown>(null)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setFailure(null)
    const until = backAt(back, time, Date.now())
    void change.mutateAsync({ state: 'away', reason, ...(until && { until }) }).then(() => {
      notifyDone(t`Você está ausente: nenhuma conversa nova é distribuída a você.`, {
        label: t`Desfazer`,
        run: () => void change.mutateAsync({ state: 'available' }).catch(notifyError),
      })
      onClose()
    }, setFailure)
  }
  return (
    <FormDialog
      opened={opened}
      onClose={onClose}
      title={t`Ficar ausente`}
      submit={t`Ficar ausente`}
      busy={change.isPending}
      disabled={back === 'at' && time === ''}
      error={failure}
      onSubmit={submit}
    >
      <Input.Wrapper label={t`Motivo`} labelElement="div" id="away-reason">
        <Chip.Group value={reason} onChange={(value) => setReason(value as AwayReason)}>
          <Group gap={8} mt={6} role="radiogroup" aria-labelledby="away-reason-label">
            {REASONS.map((one) => (
              <Chip key={one} value={one} size="sm">
                {reasonName(one)}
              </Chip>
            ))}
          </Group>
        </Chip.Group>
      </Input.Wrapper>
      <div className={css.back}>
        <Select
          label={t`Volto`}
          value={back}
          data={[
            { value: 'own', label: t`Quando eu disser` },
            { value: '15', label: t`Em 15 minutos` },
            { value: '30', label: t`Em 30 minutos` },
            { value: '60', label: t`Em 1 hora` },
            { value: 'at', label: t`A uma hora certa` },
          ]}
          onChange={(value) => value && setBack(value as Back)}
        />
        {back === 'at' && (
          <TextInput
            type="time"
            label={t`Hora`}
            value={time}
            onChange={(event) => setTime(event.currentTarget.value)}
          />
        )}
      </div>
    </FormDialog>
  )
}
