import { t } from '@lingui/core/macro'
import { FormDialog } from '@/components/ui/form-dialog'
import { shownInPlace } from '@/lib/mutations'
import { useDiscardDraft, type Seen } from '../api/change-proposal'

interface Props {
  seen: Seen
  opened: boolean
  onClose: () => void
}

export function DiscardDialog({ seen, opened, onClose }: Props) {
  const discard = useDiscardDraft()
  return (
    <FormDialog
      opened={opened}
      onClose={onClose}
      title={t`Descartar o rascunho?`}
      submit={t`Descartar`}
      danger
      busy={discard.isPending}
      error={discard.error}
      onSubmit={(event) => {
        event.preventDefault()
        void discard.mutateAsync({ seen, to: null }).then(onClose, shownInPlace)
      }}
    >
      <p>{t`O que foi escrito nele se perde. O número não é usado de novo, e o que já foi enviado continua valendo.`}</p>
    </FormDialog>
  )
}
