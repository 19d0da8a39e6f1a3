import { t } from '@lingui/core/macro'
import { ActionIcon, Select } from '@mantine/core'
import { IconAt, IconDownload, IconHourglass, IconListCheck, IconMessagePlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useState, type ReactNode } from 'react'
import { usePolling } from '@/lib/realtime'
import { countConversations } from '../api/count-conversations'
import { inView } from '../filter'
import { countWords, STATUSES, statusWords, type View, viewName, VIEWS } from '../words'
import { FilterMenu } from './filter-menu'
import type { InboxFilter } from './inbox-page'
import css from './list.module.css'

const ExportDialog = lazy(() => import('./export-dialog').then((file) => ({ default: file.ExportDialog })))

interface Props {
  filter: InboxFilter
  onFilter: (filter: InboxFilter) => void
  choosing: boolean
  onChoose: (() => void) | undefined
  onStart: (() => void) | undefined
}

export function Filters({ filter, onFilter, choosing, onChoose, onStart }: Props) {
  const refetchInterval = usePolling(5_000, 60_000)
  const counts = useQuery({ ...countConversations, refetchInterval })
  const [exporting, setExporting] = useState(false)
  const statuses = STATUSES.map((value) => ({ value: value as string, label: statusWords(value).many }))
  return (
    <>
      <div className={css.views} role="group" aria-label={t`Quais conversas`}>
        {VIEWS.map((view) => (
          <button
            key={view}
            type="button"
            className={css.view}
            aria-pressed={filter.view === view}
            title={ICONS[view] && viewName(view)}
            onClick={() => onFilter(inView(filter, view))}
          >
            <ViewName view={view} />
            {counts.data && (!ICONS[view] || counts.data[view] > 0) && (
              <span className={ICONS[view] ? css.called : css.count}>
                {countWords(counts.data[view])}{' '}
                <span className="visually-hidden">{view === 'mentions' ? t`não vistas` : t`abertas`}</span>
              </span>
            )}
          </button>
        ))}
      </div>
      <div className={css.selects}>
        <Select
          size="xs"
          aria-label={t`Situação`}
          value={filter.status}
          data={
            filter.view === 'mentions'
              ? [{ value: 'any', label: t`Todas as situações` }, ...statuses]
              : statuses
          }
          allowDeselect={false}
          onChange={(value) => value && onFilter({ ...filter, status: value as InboxFilter['status'] })}
        />
        <FilterMenu filter={filter} onFilter={onFilter} />
        {onChoose && (
          <Tool label={t`Selecionar várias`} pressed={choosing} onClick={onChoose}>
            <IconListCheck size={18} stroke={1.75} />
          </Tool>
        )}
        <Tool label={t`Exportar`} onClick={() => setExporting(true)}>
          <IconDownload size={18} stroke={1.75} />
        </Tool>
        {exporting && (
          <Suspense fallback={null}>
            <ExportDialog onClose={() => setExporting(false)} />
          </Suspense>
        )}
        {onStart && (
          <Tool label={t`Nova conversa`} onClick={onStart}>
            <IconMessagePlus size={18} stroke={1.75} />
          </Tool>
        )}
      </div>
    </>
  )
}

/** Where there is no room for the word. */
const ICONS: Partial<Record<View, typeof IconAt>> = { waiting: IconHourglass, mentions: IconAt }

function ViewName({ view }: { view: View }) {
  const Icon = ICONS[view]
  if (!Icon) return viewName(view)
  return (
    <>
      <Icon size={16} stroke={1.75} aria-hidden />
      <span className="visually-hidden">{viewName(view)}</span>
    </>
  )
}

interface ToolProps {
  label: string
  pressed?: boolean
  onClick: () => void
  children: ReactNode
}

function Tool({ label, pressed, onClick, children }: ToolProps) {
  return (
    <ActionIcon
      className={css.start}
      variant={pressed ? 'light' : 'default'}
      size={30}
      aria-label={label}
      aria-pressed={pressed}
      title={label}
      onClick={onClick}
    >
      {children}
    </ActionIcon>
  )
}
