import { t } from '@lingui/core/macro'
import { Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { listAgents } from '@/lib/agents'
import type { Lead } from '@/lib/api/types'
import { useSession } from '@/lib/auth/session'

interface Props {
  /** Empty: nobody. */
  value: string
  /** Who has it, also where they look after none any more. */
  known?: Lead['owner']
  onChange: (owner: { id: string; name: string }) => void
}

/** Who looks after it; an empty id is nobody. */
export function OwnerSelect({ value, known, onChange }: Props) {
  const { user } = useSession()
  const agents = useQuery(listAgents)
  const nobody = { id: '', name: t`Ninguém ainda` }
  const choices = agents.data?.map(({ id, name }) => ({ id, name })) ?? [{ id: user.id, name: user.name }]
  const all = [nobody, ...(known && !choices.some(({ id }) => id === known.id) ? [known] : []), ...choices]
  return (
    <Select
      label={t`Dono`}
      allowDeselect={false}
      value={value}
      data={all.map(({ id, name }) => ({
        value: id,
        label: id === user.id ? t`${name} (você)` : name,
      }))}
      onChange={(chosen) => onChange(all.find(({ id }) => id === chosen) ?? nobody)}
    />
  )
}
