import { t } from '@lingui/core/macro'
import { Button, Skeleton } from '@mantine/core'
import { IconArrowsJoin } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ErrorState } from '@/components/ui'
import type { Contact } from '@/lib/api/types'
import { useCan } from '@/lib/auth/session'
import { getContact } from '../api/contact'
import { suggestMerges } from '../api/merges'
import { kindName } from '../kinds'
import { MergeDialog } from './merge-dialog'
import css from './people.module.css'

/** Beside a conversation: by what the person is known, masked. */
export function PersonAliases({ contactId }: { contactId: string }) {
  const contact = useQuery(getContact(contactId))
  if (contact.isPending) return <Skeleton height={20} />
  if (contact.isError && !contact.data)
    return <ErrorState error={contact.error} onRetry={() => void contact.refetch()} />
  if (contact.data.identifiers.length === 0) return <p className={css.dim}>{t`Nenhum dado de contato.`}</p>
  return (
    <dl className={css.aliases}>
      {contact.data.identifiers.map((identifier) => (
        <div key={identifier.id}>
          <dt>{kindName(identifier.kind)}</dt>
          <dd className={css.masked}>{identifier.masked}</dd>
        </div>
      ))}
    </dl>
  )
}

/** Who might be the same person. Nothing is shown while nobody might: most people are one from the start. */
export function PersonTwins({ contactId, title }: { contactId: string; title: string }) {
  const may = useCan('people.contacts.merge')
  const contact = useQuery(getContact(contactId))
  const twins = useQuery({ ...suggestMerges(contactId), enabled: may })
  const [comparing, setComparing] = useState<{ other: Contact | null; opening: number }>({
    other: null,
    opening: 0,
  })
  const [opened, setOpened] = useState(false)
  if (!may || !contact.data) return null
  const self = contact.data
  return (
    <>
      {twins.data !== undefined && twins.data.length > 0 && (
        <section className={css.beside} aria-label={title}>
          <h3>{title}</h3>
          <ul>
            {twins.data.map((twin) => (
              <li key={twin.id} className={css.twin}>
                <span>
                  <strong>{twin.name}</strong>
                  {twin.identifiers.slice(0, 2).map((identifier) => (
                    <span key={identifier.id} className={css.masked}>
                      {identifier.masked}
                    </span>
                  ))}
                </span>
                <Button
                  size="xs"
                  variant="default"
                  leftSection={<IconArrowsJoin size={14} />}
                  onClick={() => {
                    setComparing(({ opening }) => ({ other: twin, opening: opening + 1 }))
                    setOpened(true)
                  }}
                >
                  {t`Comparar`}
                </Button>
              </li>
            ))}
          </ul>
        </section>
      )}
      <MergeDialog
        key={comparing.opening}
        contact={self}
        with={comparing.other}
        opened={opened}
        onClose={() => setOpened(false)}
      />
    </>
  )
}
