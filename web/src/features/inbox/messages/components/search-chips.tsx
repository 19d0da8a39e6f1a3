import { t } from '@lingui/core/macro'
import { Button, Menu, Popover, TextInput } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { dayOf, formatDate } from '@/lib/time'
import { listChannels } from '../../teams/api/list-channels'
import { listTeams } from '../../teams/api/list-teams'
import { type Author, AUTHORS, isNarrowed, lastDays, type MessageFilter, periodOf, PERIODS } from '../search'
import css from './search.module.css'

interface Props {
  filter: MessageFilter
  onFilter: (filter: MessageFilter) => void
}

const ANYWHERE: MessageFilter = {
  teamId: undefined,
  channelId: undefined,
  author: undefined,
  from: undefined,
  to: undefined,
}

function authorName(author: Author): string {
  return { customer: t`Cliente`, company: t`Empresa`, note: t`Anotação` }[author]
}

/** What narrows a search; each says what it is set to. */
export function SearchChips({ filter, onFilter }: Props) {
  const teams = useQuery(listTeams)
  const channels = useQuery(listChannels)
  const change = (part: Partial<MessageFilter>) => onFilter({ ...filter, ...part })
  const ofTeams = teams.data?.teams.filter(({ active, id }) => active || id === filter.teamId) ?? []
  const ofChannels = channels.data ?? []
  return (
    <div className={css.chips} role="group" aria-label={t`Onde buscar`}>
      <Chip
        name={t`Autor`}
        value={filter.author}
        choices={AUTHORS.map((author) => ({ value: author, label: authorName(author) }))}
        onChange={(author) => change({ author: author as Author | undefined })}
      />
      <PeriodChip filter={filter} onChange={change} />
      {(ofTeams.length > 1 || filter.teamId) && (
        <Chip
          name={t`Equipe`}
          value={filter.teamId}
          choices={ofTeams.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(teamId) => change({ teamId })}
        />
      )}
      {(ofChannels.length > 1 || filter.channelId) && (
        <Chip
          name={t`Canal`}
          value={filter.channelId}
          choices={ofChannels.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(channelId) => change({ channelId })}
        />
      )}
      {isNarrowed(filter) && (
        <Button size="compact-xs" variant="subtle" color="neutral" onClick={() => onFilter(ANYWHERE)}>
          {t`Limpar filtros`}
        </Button>
      )}
    </div>
  )
}

interface ChipProps {
  name: string
  value: string | undefined
  choices: { value: string; label: string }[]
  onChange: (value: string | undefined) => void
}

function Chip({ name, value, choices, onChange }: ChipProps) {
  const chosen = choices.find((choice) => choice.value === value)?.label
  return (
    <Menu position="bottom-start" shadow="md">
      <Menu.Target>
        <ChipButton name={name} chosen={value ? (chosen ?? '…') : undefined} />
      </Menu.Target>
      <Menu.Dropdown className={css.choices}>
        <Menu.RadioGroup value={value ?? ''} onChange={(next) => onChange(next || undefined)}>
          {[{ value: '', label: t`Tanto faz` }, ...choices].map((choice) => (
            <Menu.RadioItem key={choice.value} value={choice.value} closeMenuOnClick>
              {choice.label}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
      </Menu.Dropdown>
    </Menu>
  )
}

type ChipButtonProps = React.ComponentPropsWithRef<'button'> & { name: string; chosen: string | undefined }

function ChipButton({ name, chosen, ...rest }: ChipButtonProps) {
  return (
    <button type="button" {...rest} className={css.chip} data-set={chosen ? true : undefined}>
      <span className={css.chipText}>
        {chosen ? (
          <>
            <span className="visually-hidden">{name}: </span>
            {chosen}
          </>
        ) : (
          name
        )}
      </span>
      <IconChevronDown size={13} stroke={2} aria-hidden />
    </button>
  )
}

function PeriodChip({
  filter,
  onChange,
}: {
  filter: MessageFilter
  onChange: (part: Partial<MessageFilter>) => void
}) {
  const [opened, setOpened] = useState(false)
  const [today] = useState(() => dayOf(Date.now()))
  const { from, to } = filter
  const pick = (part: Pick<MessageFilter, 'from' | 'to'>) => {
    onChange(part)
    setOpened(false)
  }
  return (
    <Popover
      opened={opened}
      onChange={setOpened}
      position="bottom-start"
      width={250}
      trapFocus
      withRoles
      shadow="md"
    >
      <Popover.Target>
        <ChipButton
          name={t`Período`}
          chosen={periodWords(filter, today)}
          onClick={() => setOpened(!opened)}
        />
      </Popover.Target>
      <Popover.Dropdown className={css.period}>
        {PERIODS.map((days) => (
          <Button
            key={days}
            size="xs"
            variant={periodOf(filter, today) === days ? 'light' : 'default'}
            aria-pressed={periodOf(filter, today) === days}
            onClick={() => pick(lastDays(days, today))}
          >
            {daysWords(days)}
          </Button>
        ))}
        <div className={css.days}>
          <TextInput
            size="xs"
            type="date"
            label={t`De`}
            min="2000-01-01"
            max={to ?? today}
            value={from ?? ''}
            onChange={(event) => onChange({ from: event.currentTarget.value || undefined })}
          />
          <TextInput
            size="xs"
            type="date"
            label={t`Até`}
            min={from ?? '2000-01-01'}
            max={today}
            value={to ?? ''}
            onChange={(event) => onChange({ to: event.currentTarget.value || undefined })}
          />
        </div>
        {(from ?? to) && (
          <Button
            size="xs"
            variant="subtle"
            color="neutral"
            onClick={() => pick({ from: undefined, to: undefined })}
          >
            {t`Desde o começo`}
          </Button>
        )}
      </Popover.Dropdown>
    </Popover>
  )
}

function daysWords(days: number): string {
  return days === 365 ? t`Últimos 12 meses` : t`Últimos ${days} dias`
}

function periodWords(filter: MessageFilter, today: string): string | undefined {
  const days = periodOf(filter, today)
  if (days) return daysWords(days)
  const { from, to } = filter
  if (from && to) return from === to ? formatDate(from) : t`${formatDate(from)} a ${formatDate(to)}`
  if (from) return t`Desde ${formatDate(from)}`
  return to ? t`Até ${formatDate(to)}` : undefined
}
