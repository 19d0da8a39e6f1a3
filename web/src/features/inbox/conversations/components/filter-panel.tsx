import { t } from '@lingui/core/macro'
import { ActionIcon, Button, Select, TextInput } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useSession } from '@/lib/auth/session'
import { notifyDone, notifyError } from '@/lib/notify'
import { uuid } from '@/lib/uuid'
import { listLabels } from '../../labels/api/list-labels'
import { PRIORITIES, priorityWords } from '../../support-tickets/words'
import { listTeams } from '../../teams/api/list-teams'
import { listSavedFilters, useDeleteSavedFilter, useSaveFilter } from '../api/saved-filters'
import { EVERYTHING, isSame, narrowing, ofSaved } from '../filter'
import css from './filter-menu.module.css'
import type { InboxFilter } from './inbox-page'

interface Props {
  filter: InboxFilter
  onFilter: (filter: InboxFilter) => void
}

/** What the menu holds; fetched when it is opened. */
export function FilterPanel({ filter, onFilter, onPick }: Props & { onPick: (filter: InboxFilter) => void }) {
  return (
    <>
      <Kept filter={filter} onPick={onPick} />
      <Narrowing filter={filter} onFilter={onFilter} />
      <Keep filter={filter} />
    </>
  )
}

function Narrowing({ filter, onFilter }: Props) {
  const teams = useQuery(listTeams)
  const labels = useQuery(listLabels)
  const choices = teams.data?.teams.filter(({ active, id }) => active || id === filter.teamId) ?? []
  const within = { comboboxProps: { withinPortal: false }, clearable: true, size: 'xs' } as const
  return (
    <div className={css.fields}>
      <Select
        {...within}
        label={t`Equipe`}
        placeholder={t`Qualquer uma`}
        value={filter.teamId ?? null}
        data={choices.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={(value) => onFilter({ ...filter, teamId: value ?? undefined })}
      />
      <Select
        {...within}
        searchable={(labels.data?.length ?? 0) > 8}
        label={t`Etiqueta`}
        placeholder={t`Qualquer uma`}
        nothingFoundMessage={t`Nenhuma etiqueta ainda`}
        value={filter.labelId ?? null}
        data={labels.data?.map(({ id, name }) => ({ value: id, label: name })) ?? []}
        onChange={(value) => onFilter({ ...filter, labelId: value ?? undefined })}
      />
      <Select
        {...within}
        label={t`Prioridade`}
        placeholder={t`Qualquer uma`}
        value={filter.priority ?? null}
        data={PRIORITIES.map((value) => ({ value, label: priorityWords(value).label }))}
        onChange={(value) =>
          onFilter({ ...filter, priority: (value ?? undefined) as InboxFilter['priority'] })
        }
      />
      {narrowing(filter) > 0 && (
        <Button
          size="compact-xs"
          variant="subtle"
          onClick={() => onFilter({ ...EVERYTHING, view: filter.view, status: filter.status })}
        >
          {t`Limpar`}
        </Button>
      )}
    </div>
  )
}

function Kept({ filter, onPick }: { filter: InboxFilter; onPick: (filter: InboxFilter) => void }) {
  const saved = useQuery(listSavedFilters)
  const remove = useDeleteSavedFilter()
  if (!saved.data?.length) return null
  return (
    <div>
      <p className={css.title}>{t`Guardados`}</p>
      <ul>
        {saved.data.map((one) => (
          <li key={one.id} className={css.kept}>
            <button
              type="button"
              className={css.pick}
              aria-current={isSame(ofSaved(one), filter) || undefined}
              onClick={() => onPick(ofSaved(one))}
            >
              <span className={css.name}>{one.name}</span>
              {one.sharedWithTeamId && <span className={css.dim}>{t`da equipe`}</span>}
            </button>
            {one.canBeDeleted && (
              <ActionIcon
                variant="subtle"
                color="neutral"
                size={28}
                aria-label={t`Excluir o filtro ${one.name}`}
                title={t`Excluir`}
                onClick={() => void remove.mutateAsync(one.id).catch(notifyError)}
              >
                <IconTrash size={15} stroke={1.75} />
              </ActionIcon>
            )}
          </li>
        ))}
      </ul>
    </div>
  )
}

function Keep({ filter }: { filter: InboxFilter }) {
  const { user } = useSession()
  const teams = useQuery(listTeams)
  const save = useSaveFilter()
  const [name, setName] = useState('')
  const [teamId, setTeamId] = useState<string | null>(null)
  const [last, setLast] = useState({ written: '', key: '' })
  const own =
    teams.data?.teams.filter(
      ({ active, isEveryone, memberIds }) => active && (isEveryone || memberIds.includes(user.id)),
    ) ?? []
  return (
    <form
      className={css.keep}
      onSubmit={(event) => {
        event.preventDefault()
        const { view, status, teamId: of, labelId, priority } = filter
        const body = {
          name: name.trim(),
          view,
          status: status === 'any' ? null : status,
          teamId: of ?? null,
          labelId: labelId ?? null,
          priority: priority ?? null,
          sharedWithTeamId: teamId,
        }
        // Asked for again after an answer that was lost, it is the same one.
        const written = JSON.stringify(body)
        const key = last.written === written ? last.key : uuid()
        setLast({ written, key })
        void save.mutateAsync({ body, key }).then(() => {
          notifyDone(t`Filtro guardado.`)
          setName('')
          setLast({ written: '', key: '' })
        }, notifyError)
      }}
    >
      <p className={css.title}>{t`Guardar esta vista`}</p>
      <TextInput
        size="xs"
        aria-label={t`Nome do filtro`}
        placeholder={t`Nome`}
        maxLength={40}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Select
        size="xs"
        aria-label={t`Para quem`}
        comboboxProps={{ withinPortal: false }}
        allowDeselect={false}
        value={teamId ?? ''}
        data={[
          { value: '', label: t`Só para mim` },
          ...own.map((team) => ({ value: team.id, label: t`Equipe ${team.name}` })),
        ]}
        onChange={(value) => setTeamId(value || null)}
      />
      <Button
        type="submit"
        size="xs"
        variant="default"
        disabled={name.trim() === ''}
        loading={save.isPending}
      >
        {t`Guardar`}
      </Button>
    </form>
  )
}
