import { t } from '@lingui/core/macro'
import { useNavigate } from '@tanstack/react-router'
import { ContactsList } from '@/features/people/contacts/components/contacts-list'
import { useTitle } from '@/lib/use-title'

export function ContactsRoute() {
  const navigate = useNavigate()
  useTitle(t`Pessoas`)
  return <ContactsList onOpen={(id) => void navigate({ to: '/pessoas/$id', params: { id } })} />
}
