import { t } from '@lingui/core/macro'
import type { LeadEvent } from '@/lib/api/types'
import css from './leads.module.css'

/** What else somebody said by a form, where it is not what the person is known by: nobody has proved any of it. */
export function SentForm({ event: { kind, form } }: { event: LeadEvent }) {
  if (kind !== 'form_sent') return null
  if (!form) return <p className={css.sent}>{t`Apagado: a pessoa foi anonimizada.`}</p>
  const { name, phone, email, from, campaign, notice } = form
  const claimed = [
    name && t`nome ${name}`,
    phone && t`telefone ${phone}`,
    email && t`e-mail ${email}`,
  ].filter(Boolean)
  const came = [from, campaign?.source, campaign?.name].filter(Boolean)
  return (
    <>
      {claimed.length > 0 && (
        <p className={css.sent}>
          {t`Informou outros dados, que não foram conferidos nem gravados na pessoa: ${claimed.join(', ')}.`}
        </p>
      )}
      {came.length > 0 && <p className={css.sent}>{t`Veio de ${came.join(' · ')}`}</p>}
      <p className={css.sent}>{t`Aviso que leu: ${notice}`}</p>
    </>
  )
}
