import { t } from '@lingui/core/macro'
import { Button, Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ErrorState, Moment, StatusBadge } from '@/components/ui'
import type { Consent } from '@/lib/api/types'
import { useCan } from '@/lib/auth/session'
import { listConsents } from '../api/consents'
import { GrantDialog, WithdrawDialog } from './contact-consents'
import css from './consents.module.css'

/** Beside a conversation: the answers that count, to be changed as the person says so there. */
export function BesideConsents({ contactId, readOnly }: { contactId: string; readOnly?: boolean }) {
  const consents = useQuery(listConsents(contactId))
  const mayWrite = useCan('privacy.consents.write') && !readOnly
  const [dialog, setDialog] = useState<'grant' | Consent | null>(null)
  if (consents.isPending) return <Skeleton height={44} />
  if (consents.isError && !consents.data)
    return <ErrorState error={consents.error} onRetry={() => void consents.refetch()} />
  const answers = consents.data.filter((consent) => consent.inForce)
  return (
    <>
      {answers.length === 0 && <p className={css.dim}>{t`Nenhuma resposta ainda.`}</p>}
      <ul className={css.answers}>
        {answers.map((consent) => (
          <li key={consent.id}>
            <span className={css.besideTitle}>{consent.title}</span>
            <span className={css.besideFoot}>
              <StatusBadge tone={consent.granted ? 'ok' : 'danger'}>
                {consent.granted ? t`Autorizado` : t`Retirado`}
              </StatusBadge>
              <span className={css.dim}>
                <Moment at={consent.at} />
              </span>
              {mayWrite && consent.granted && (
                <Button size="compact-xs" variant="default" onClick={() => setDialog(consent)}>
                  {t`Retirar`}
                </Button>
              )}
            </span>
          </li>
        ))}
      </ul>
      {mayWrite && (
        <Button size="xs" variant="default" mt={8} onClick={() => setDialog('grant')}>
          {t`Registrar`}
        </Button>
      )}
      {dialog === 'grant' && (
        <GrantDialog contactId={contactId} source="conversation" onClose={() => setDialog(null)} />
      )}
      {typeof dialog === 'object' && dialog && (
        <WithdrawDialog
          contactId={contactId}
          consent={dialog}
          source="conversation"
          onClose={() => setDialog(null)}
        />
      )}
    </>
  )
}
