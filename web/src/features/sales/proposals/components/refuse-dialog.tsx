import { t } from '@lingui/core/macro'
import { Textarea } from '@mantine/core'
import { useState } from 'react'
import { FormDialog } from '@/components/ui/form-dialog'
import type { Proposal } from '@/lib/api/types'
import { shownInPlace } from '@/lib/mutations'
import { useRefuseProposal } from '../api/change-proposal'

interface Props {
  proposal: Proposal
  opened: boolean
  onClose: () => void
}

/** The customer said no by another way than the page. */
export function RefuseDialog({ proposal, opened, onClose }: Props) {
  const refuse = useRefuseProposal()
  const [reason, setReason] = useState('')
  return (
    <FormDialog
      opened={opened}
      onClose={onClose}
      title={t`O cliente recusou`}
      submit={t`Registrar a recusa`}
      danger
      busy={refuse.isPending}
      error={refuse.error}
      onSubmit={(event) => {
        event.preventDefault()
        void refuse.mutateAsync({ seen: proposal, to: reason.trim() || null }).then(onClose, shownInPlace)
      }}
    >
      <p>{t`O link do cliente deixa de aceitar a proposta. Depois, você ainda pode fazer outra versão.`}</p>
      <Textarea
        data-autofocus
        label={t`O que ele disse (se quiser)`}
        autosize
        minRows={3}
        maxRows={8}
        maxLength={1000}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </FormDialog>
  )
}
