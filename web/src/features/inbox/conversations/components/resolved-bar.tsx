import { t } from '@lingui/core/macro'
import { Button } from '@mantine/core'
import { notifyError } from '@/lib/notify'
import { useChangeStatus } from '../api/change-status'
import css from './composer.module.css'

export function ResolvedBar({ id }: { id: string }) {
  const change = useChangeStatus(id)
  return (
    <div className={css.bar}>
      <span>{t`Conversa resolvida. Se o cliente escrever, ela volta sozinha.`}</span>
      <Button
        size="xs"
        variant="default"
        loading={change.isPending}
        onClick={() => void change.mutateAsync({ status: 'open' }).catch(notifyError)}
      >
        {t`Reabrir`}
      </Button>
    </div>
  )
}
