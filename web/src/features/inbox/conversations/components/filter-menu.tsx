import { t } from '@lingui/core/macro'
import { ActionIcon, Popover } from '@mantine/core'
import { IconFilter } from '@tabler/icons-react'
import { lazy, Suspense, useState } from 'react'
import { narrowing } from '../filter'
import css from './filter-menu.module.css'
import type { InboxFilter } from './inbox-page'

const FilterPanel = lazy(() => import('./filter-panel').then((file) => ({ default: file.FilterPanel })))

interface Props {
  filter: InboxFilter
  onFilter: (filter: InboxFilter) => void
}

/** What narrows the list further, and the ways of looking that were kept. */
export function FilterMenu({ filter, onFilter }: Props) {
  const [opened, setOpened] = useState(false)
  const count = narrowing(filter)
  return (
    <Popover
      opened={opened}
      onChange={setOpened}
      position="bottom-start"
      width={300}
      trapFocus
      withRoles
      shadow="md"
    >
      <Popover.Target>
        <ActionIcon
          className={css.button}
          variant={count > 0 ? 'light' : 'default'}
          size={30}
          aria-label={count > 0 ? t`Filtros: ${count} em uso` : t`Filtros`}
          title={t`Filtros`}
          onClick={() => setOpened(!opened)}
        >
          <IconFilter size={18} stroke={1.75} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown className={css.menu}>
        <Suspense fallback={null}>
          <FilterPanel
            filter={filter}
            onFilter={onFilter}
            onPick={(next) => {
              onFilter(next)
              setOpened(false)
            }}
          />
        </Suspense>
      </Popover.Dropdown>
    </Popover>
  )
}
