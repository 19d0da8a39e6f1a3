import { t } from '@lingui/core/macro'
import { useParams } from '@tanstack/react-router'
import { ContactPage } from '@/features/people/contacts/components/contact-page'
import { useTitle } from '@/lib/use-title'

export function ContactRoute() {
  const { id } = useParams({ from: '/app/pessoas/$id' })
  useTitle(t`Pessoa`)
  return <ContactPage key={id} id={id} />
}
