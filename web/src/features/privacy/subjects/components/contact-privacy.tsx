import { t } from '@lingui/core/macro'
import { useQuery } from '@tanstack/react-query'
import { Moment, Section } from '@/components/ui'
import { useCan } from '@/lib/auth/session'
import { ContactHolds } from '../../retention/components/contact-holds'
import { getPerson } from '../api/subjects'
import { SubjectActions } from './subject-actions'

/** On a person's page: what the law lets a person ask of the company. */
export function ContactPrivacy({ id }: { id: string }) {
  const person = useQuery(getPerson(id))
  const mayManage = useCan('privacy.manage')
  // Whether there is such a person, the page itself says.
  if (!mayManage || !person.data) return null
  const { anonymisedAt } = person.data
  return (
    <Section
      title={t`Privacidade`}
      text={
        anonymisedAt ? (
          <>
            {t`Anonimizada em`} <Moment at={anonymisedAt} />.{' '}
            {t`Nada mais aqui diz quem era; senhas e pagamentos continuam contando.`}
          </>
        ) : (
          t`Atenda aqui o pedido da pessoa: entregar uma cópia dos dados ou apagar quem ela é.`
        )
      }
    >
      {!anonymisedAt && (
        <>
          <SubjectActions contactId={id} />
          <ContactHolds contactId={id} />
        </>
      )}
    </Section>
  )
}
