import { t } from '@lingui/core/macro'
import { Button, SegmentedControl, Select } from '@mantine/core'
import { IconFileImport, IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import record from '@/components/record/record.module.css'
import { PageHeader } from '@/components/ui'
import { SearchBox } from '@/components/ui/search-box'
import { listAgents } from '@/lib/agents'
import type { LeadSource, LeadStatus } from '@/lib/api/types'
import { useCan } from '@/lib/auth/session'
import { useHotkeys } from '@/lib/hotkeys'
import { DaysChip } from '../../dashboard/components/days-chip'
import type { Days } from '../../dashboard/period'
import type { LeadFilter } from '../api/browse-leads'
import { isOpen, sourceName, SOURCES, STATUSES, statusWords } from '../words'
import type { PersonPicker } from './lead-dialog'
import { LeadsList } from './leads-list'
import css from './leads.module.css'

const LeadDialog = lazy(() => import('./lead-dialog').then((file) => ({ default: file.LeadDialog })))

export interface LeadsSearch {
  view: 'mine' | 'unowned' | 'all'
  /** Without: those that are open. */
  status: LeadStatus | 'any' | undefined
  source: LeadSource | undefined
  ownerId: string | undefined
  late: boolean
  /** Of those that are open; others stand as they last changed. */
  order: 'newest' | 'score' | 'next_step'
  /** Only those that were opened in a time, the newest first by that. */
  opened: Days | undefined
}

const EVERYTHING: LeadsSearch = {
  view: 'all',
  status: undefined,
  source: undefined,
  ownerId: undefined,
  late: false,
  order: 'newest',
  opened: undefined,
}

const mayBeOrdered = ({ status, opened }: LeadsSearch) =>
  !opened && (status === undefined || isOpen({ status }))

function filterOf(search: LeadsSearch): LeadFilter {
  const { view, status, source, ownerId, late, order, opened } = search
  return {
    view,
    ...(status === undefined ? { open: true as const } : status === 'any' ? {} : { status }),
    ...(source ? { source } : {}),
    ...(ownerId ? { ownerId } : {}),
    ...(late ? { overdue: true as const } : {}),
    ...(order !== 'newest' && mayBeOrdered(search) ? { order } : {}),
    ...(opened ? { openedFrom: opened.from, openedTo: opened.to } : {}),
  }
}

interface Props {
  search: LeadsSearch
  /** Whom somebody looks for; stands in no address. */
  text: string
  onSearch: (search: LeadsSearch) => void
  onText: (text: string) => void
  onOpen: (id: string) => void
  onImports: () => void
  picker: PersonPicker
}

export function LeadsPage({ search, text, onSearch, onText, onOpen, onImports, picker }: Props) {
  const may = useCan('sales.leads.write')
  const mayImport = useCan('sales.leads.import')
  const seesAll = useCan('sales.read_all')
  const [opening, setOpening] = useState(0)
  const [opened, setOpened] = useState(false)
  const open = () => {
    setOpening((n) => n + 1)
    setOpened(true)
  }
  useHotkeys({ c: may ? open : undefined })
  const { view, status, source, ownerId, late, order } = search
  return (
    <div className={record.page}>
      <PageHeader
        title={t`Leads`}
        text={t`Quem pode vir a comprar, até se saber se compra.`}
        actions={
          <>
            {mayImport && (
              <Button variant="default" leftSection={<IconFileImport size={16} />} onClick={onImports}>
                {t`Importar`}
              </Button>
            )}
            {may && (
              <Button leftSection={<IconPlus size={16} />} onClick={open}>
                {t`Novo lead`}
              </Button>
            )}
          </>
        }
      />
      <div className={record.filters}>
        <SegmentedControl
          size="xs"
          aria-label={t`De quem`}
          value={view}
          data={[
            { value: 'all', label: t`Todos` },
            { value: 'mine', label: t`Meus` },
            { value: 'unowned', label: t`Sem dono` },
          ]}
          onChange={(value) =>
            onSearch({ ...search, view: value as LeadsSearch['view'], ownerId: undefined })
          }
        />
        <Select
          size="xs"
          aria-label={t`Situação`}
          value={status ?? ''}
          data={[
            { value: '', label: t`Abertos` },
            ...STATUSES.map((value) => ({ value, label: statusWords(value).many })),
            { value: 'any', label: t`Toda situação` },
          ]}
          onChange={(value) => onSearch({ ...search, status: (value || undefined) as LeadsSearch['status'] })}
        />
        <Select
          size="xs"
          aria-label={t`Origem`}
          value={source ?? ''}
          data={[
            { value: '', label: t`Toda origem` },
            ...SOURCES.map((value) => ({ value, label: sourceName(value) })),
          ]}
          onChange={(value) => onSearch({ ...search, source: (value || undefined) as LeadSource })}
        />
        {seesAll && view === 'all' && (
          <OwnerFilter ownerId={ownerId} onChange={(id) => onSearch({ ...search, ownerId: id })} />
        )}
        {mayBeOrdered(search) && !late && (
          <Select
            size="xs"
            aria-label={t`Ordem`}
            value={order}
            data={[
              { value: 'newest', label: t`Mais recentes` },
              { value: 'score', label: t`Mais prováveis` },
              { value: 'next_step', label: t`Próximo passo` },
            ]}
            onChange={(value) => onSearch({ ...search, order: value as LeadsSearch['order'] })}
          />
        )}
        {search.opened && (
          <DaysChip
            label={t`Abertos`}
            days={search.opened}
            onRemove={() => onSearch({ ...search, opened: undefined })}
          />
        )}
        <button
          type="button"
          className={record.late}
          aria-pressed={late}
          onClick={() => onSearch({ ...search, late: !late })}
        >
          {t`Atrasados`}
        </button>
        <div className={css.search}>
          <SearchBox label={t`Buscar pessoa`} text={text} maxLength={120} onSearch={onText} />
        </div>
      </div>
      <LeadsList
        filter={filterOf(search)}
        text={text.trim()}
        onOpen={onOpen}
        onNew={may ? open : undefined}
        onAll={() => onSearch({ ...EVERYTHING, status: 'any' })}
      />
      {opening > 0 && (
        <Suspense fallback={null}>
          <LeadDialog
            key={opening}
            opened={opened}
            onClose={() => setOpened(false)}
            onOpen={onOpen}
            picker={picker}
          />
        </Suspense>
      )}
    </div>
  )
}

function OwnerFilter(props: { ownerId: string | undefined; onChange: (id: string | undefined) => void }) {
  const agents = useQuery(listAgents)
  return (
    <Select
      size="xs"
      aria-label={t`Dono`}
      value={props.ownerId ?? ''}
      data={[
        { value: '', label: t`De todos` },
        ...(agents.data?.map(({ id, name }) => ({ value: id, label: name })) ?? []),
      ]}
      onChange={(value) => props.onChange(value || undefined)}
    />
  )
}
