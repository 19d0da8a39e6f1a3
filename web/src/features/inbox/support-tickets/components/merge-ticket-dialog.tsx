import { t } from '@lingui/core/macro'
import { TextInput } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { FormDialog } from '@/components/ui/form-dialog'
import type { SupportTicket } from '@/lib/api/types'
import { notifyDone } from '@/lib/notify'
import { browseTickets } from '../api/browse-tickets'
import { useMergeTickets } from '../api/merge-tickets'
import { customerWords, titleWords } from '../words'
import css from './tickets.module.css'

interface Props {
  ticket: SupportTicket
  opened: boolean
  onClose: () => void
  onMerged: (id: string) => void
}

/** Both are about the same: the one of the given number goes on. */
export function MergeTicketDialog({ ticket, opened, onClose, onMerged }: Props) {
  const merge = useMergeTickets(ticket.id)
  const [number, setNumber] = useState('')
  const asked = /^\d{1,9}$/.test(number) && Number(number) !== ticket.number
  const query = useInfiniteQuery({ ...browseTickets({ number: Number(number) }), enabled: opened && asked })
  const other = asked ? query.data?.pages[0]?.items[0] : undefined
  return (
    <FormDialog
      opened={opened}
      onClose={onClose}
      title={t`Juntar a outro chamado`}
      submit={other ? t`Juntar ao nº ${other.number}` : t`Juntar`}
      danger
      disabled={!other}
      busy={merge.isPending}
      error={merge.error}
      onSubmit={(event) => {
        event.preventDefault()
        if (!other) return
        merge.mutateAsync({ intoId: other.id }).then(
          () => {
            notifyDone(t`Juntado ao chamado nº ${other.number}.`)
            onMerged(other.id)
            onClose()
          },
          () => undefined,
        )
      }}
    >
      <p>{t`O outro continua, com as conversas dos dois. Este é fechado e não pode ser reaberto.`}</p>
      <TextInput
        data-autofocus
        label={t`Número do outro chamado`}
        inputMode="numeric"
        maxLength={9}
        value={number}
        error={asked && query.isSuccess && !other ? t`Não há chamado com este número.` : null}
        onChange={(event) => setNumber(event.currentTarget.value.replace(/\D/g, ''))}
      />
      {other && (
        <p className={css.other} role="status">
          {titleWords(other)}
          {customerWords(other) && <span className={css.customer}>{customerWords(other)}</span>}
        </p>
      )}
    </FormDialog>
  )
}
