import { t } from '@lingui/core/macro'
import { Button, Textarea } from '@mantine/core'
import { IconLock } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Moment } from '@/components/ui'
import { FormDialog } from '@/components/ui/form-dialog'
import { notifyDone } from '@/lib/notify'
import { listHolds, useLiftHold, usePlaceHold } from '../api/retention'
import css from './retention.module.css'

/** Whether a person's data may not go, and why; to place a hold and to lift it. */
export function ContactHolds({ contactId }: { contactId: string }) {
  const holds = useQuery(listHolds(contactId))
  const lift = useLiftHold()
  const [placing, setPlacing] = useState(false)
  const standing = holds.data?.filter((hold) => !hold.liftedAt) ?? []
  return (
    <div className={css.holds}>
      {standing.map((hold) => (
        <p key={hold.id} className={css.hold}>
          <span>
            <IconLock size={16} aria-hidden /> {t`Sob retenção legal:`} {hold.reason} (
            <Moment at={hold.placedAt} />
            {hold.placedBy && `, ${hold.placedBy}`})
          </span>
          <Button
            variant="default"
            size="compact-md"
            loading={lift.isPending}
            onClick={() => void lift.mutateAsync(hold.id).then(() => notifyDone(t`Retenção encerrada.`))}
          >
            {t`Encerrar retenção`}
          </Button>
        </p>
      ))}
      <div>
        <Button variant="default" leftSection={<IconLock size={16} />} onClick={() => setPlacing(true)}>
          {t`Reter dados`}
        </Button>
      </div>
      {placing && <PlaceDialog contactId={contactId} onClose={() => setPlacing(false)} />}
    </div>
  )
}

function PlaceDialog({ contactId, onClose }: { contactId: string; onClose: () => void }) {
  const place = usePlaceHold(contactId)
  const [reason, setReason] = useState('')
  return (
    <FormDialog
      opened
      onClose={onClose}
      title={t`Reter os dados desta pessoa?`}
      submit={t`Reter`}
      busy={place.isPending}
      disabled={!reason.trim()}
      error={place.error ?? undefined}
      onSubmit={(event) => {
        event.preventDefault()
        void place.mutateAsync(reason.trim()).then(
          () => {
            notifyDone(t`Dados retidos.`)
            onClose()
          },
          () => undefined,
        )
      }}
    >
      <p>{t`Até alguém encerrar a retenção, nada da pessoa é apagado: nem a pedido, nem por prazo.`}</p>
      <Textarea
        data-autofocus
        required
        label={t`Por quê?`}
        description={t`O processo ou a ordem. Fica cifrado.`}
        maxLength={500}
        autosize
        minRows={2}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </FormDialog>
  )
}
