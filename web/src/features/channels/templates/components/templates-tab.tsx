import { MoreButton } from '@/components/more-button'
import { t } from '@lingui/core/macro'
import { Button, Drawer, FocusTrap, Select, TextInput } from '@mantine/core'
import { useDebouncedCallback, useMediaQuery } from '@mantine/hooks'
import { IconRefresh, IconSearch, IconSend, IconTemplate } from '@tabler/icons-react'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import {
  DataTable,
  EmptyState,
  ErrorState,
  Moment,
  RowButton,
  StatusBadge,
  TableSkeleton,
} from '@/components/ui'
import type { Template, TemplateStatus } from '@/lib/api/types'
import { useCan } from '@/lib/auth/session'
import { notifyDone, notifyError } from '@/lib/notify'
import { browseTemplates, useSyncTemplates } from '../api/templates'
import { exampleValues, showTemplate } from '../fill'
import {
  categoryWords,
  TEMPLATE_STATUSES,
  templateNext,
  templateQualityWords,
  templateStatusWords,
} from '../words'
import { PhoneBubble } from './phone-bubble'
import css from './templates.module.css'

export interface TemplateFilter {
  status: TemplateStatus | undefined
  /** A part of the name. */
  search: string
}

interface Props {
  channelId: string
  filter: TemplateFilter
  onFilter: (filter: TemplateFilter) => void
  /** Where messages may be sent. */
  onSend: ((template: Template) => void) | undefined
}

export function TemplatesTab({ channelId, filter, onFilter, onSend }: Props) {
  const { status, search } = filter
  const [text, setText] = useState(search)
  // What is typed goes into the address; what comes from there otherwise, as by going back, goes into the field.
  const [last, setLast] = useState({ search, typed: search })
  if (search !== last.search) {
    setLast({ ...last, search })
    if (search !== last.typed) setText(search)
  }
  const searchFor = useDebouncedCallback((typed: string) => {
    setLast({ search, typed })
    onFilter({ status, search: typed })
  }, 250)
  const [open, setOpen] = useState<Template | null>(null)
  const query = useInfiniteQuery({
    ...browseTemplates(channelId, status ?? null, search.toLowerCase()),
    refetchInterval: 15_000,
    placeholderData: keepPreviousData,
  })
  const inHand = useMediaQuery('(max-width: 640px)', undefined, { getInitialValueInEffect: false })
  const rows = query.data?.pages.flatMap((page) => page.items) ?? []
  const label = t`Modelos de mensagem`
  return (
    <>
      <p className={css.about}>
        {t`Fora das 24 horas depois da última mensagem do cliente, só um destes pode ir. Eles são criados e aprovados no Gerenciador do WhatsApp, da Meta.`}
      </p>
      <div className={css.tools}>
        <TextInput
          className={css.search}
          aria-label={t`Buscar modelo pelo nome`}
          placeholder={t`Buscar pelo nome`}
          leftSection={<IconSearch size={16} aria-hidden />}
          value={text}
          onChange={(event) => {
            setText(event.currentTarget.value)
            searchFor(event.currentTarget.value.trim().toLowerCase())
          }}
        />
        <Select
          aria-label={t`Filtrar por situação`}
          placeholder={t`Todas as situações`}
          clearable
          value={status ?? null}
          data={TEMPLATE_STATUSES.map((value) => ({ value, label: templateStatusWords(value).label }))}
          onChange={(value) => onFilter({ status: (value as TemplateStatus | null) ?? undefined, search })}
        />
        <Sync channelId={channelId} syncedAt={query.data?.pages[0]?.syncedAt ?? null} />
      </div>
      {query.isPending ? (
        <TableSkeleton rows={5} />
      ) : query.isError && rows.length === 0 ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : rows.length === 0 ? (
        <EmptyState
          icon={IconTemplate}
          title={status || search ? t`Nenhum modelo assim` : t`Nenhum modelo ainda`}
          text={
            status || search
              ? undefined
              : t`Crie o primeiro no Gerenciador do WhatsApp e depois toque em Sincronizar.`
          }
          action={
            (status || search) && (
              <Button
                variant="default"
                onClick={() => {
                  setText('')
                  onFilter({ status: undefined, search: '' })
                }}
              >
                {t`Ver todos`}
              </Button>
            )
          }
        />
      ) : inHand ? (
        <ul className={css.cards} aria-label={label}>
          {rows.map((row) => (
            <li key={row.id} className={css.card}>
              <button type="button" className={css.cardOpen} onClick={() => setOpen(row)}>
                <span className={css.name}>{row.name}</span>
                <Meta template={row} />
                <State template={row} />
              </button>
            </li>
          ))}
        </ul>
      ) : (
        <DataTable
          label={label}
          rows={rows}
          rowKey={(row) => row.id}
          onOpen={setOpen}
          columns={[
            {
              key: 'name',
              header: t`Modelo`,
              cell: (row) => (
                <>
                  <RowButton onClick={() => setOpen(row)}>
                    <span className={css.name}>{row.name}</span>
                  </RowButton>
                  <Meta template={row} />
                </>
              ),
            },
            {
              key: 'text',
              header: t`Texto`,
              cell: (row) => <span className={css.text}>{row.body.text}</span>,
            },
            { key: 'state', header: t`Situação`, width: 320, cell: (row) => <State template={row} /> },
          ]}
        />
      )}
      <MoreButton query={query} />
      <Details
        template={open && (rows.find(({ id }) => id === open.id) ?? open)}
        onClose={() => setOpen(null)}
        onSend={
          onSend &&
          ((template) => {
            setOpen(null)
            onSend(template)
          })
        }
      />
    </>
  )
}

function Sync({ channelId, syncedAt }: { channelId: string; syncedAt: string | null }) {
  const may = useCan('channels.messages.send')
  const sync = useSyncTemplates(channelId)
  return (
    <div className={css.sync}>
      <span className={css.dim}>
        {syncedAt ? (
          <>
            {t`Última sincronização:`} <Moment at={syncedAt} />
          </>
        ) : (
          t`Ainda não sincronizado`
        )}
      </span>
      {may && (
        <Button
          variant="default"
          leftSection={<IconRefresh size={16} />}
          loading={sync.isPending}
          onClick={() =>
            void sync
              .mutateAsync()
              .then(
                ({ total, added, changed, deleted }) =>
                  notifyDone(
                    t`Modelos na Meta: ${total}. Novos: ${added}; mudaram: ${changed}; excluídos: ${deleted}.`,
                  ),
                notifyError,
              )
          }
        >
          {t`Sincronizar`}
        </Button>
      )}
    </div>
  )
}

function Meta({ template }: { template: Template }) {
  return (
    <span className={css.meta}>
      {[categoryWords(template.category), template.language, templateQualityWords(template.quality)]
        .filter(Boolean)
        .join(' · ')}
    </span>
  )
}

function State({ template }: { template: Template }) {
  const words = templateStatusWords(template.status)
  const next = templateNext(template)
  return (
    <span className={css.state}>
      <StatusBadge tone={template.usable || template.status !== 'approved' ? words.tone : 'neutral'}>
        {words.label}
      </StatusBadge>
      {next && <span className={css.why}>{next}</span>}
    </span>
  )
}

function Details({
  template,
  onClose,
  onSend,
}: {
  template: Template | null
  onClose: () => void
  onSend: Props['onSend']
}) {
  const [last, setLast] = useState(template)
  if (template && template !== last) setLast(template)
  return (
    <Drawer
      opened={template !== null}
      onClose={onClose}
      position="right"
      size={460}
      title={last?.name ?? t`Modelo`}
    >
      <FocusTrap.InitialFocus />
      {last && (
        <>
          <State template={last} />
          <dl className={css.facts}>
            <dt>{t`Categoria`}</dt>
            <dd>{categoryWords(last.category)}</dd>
            <dt>{t`Idioma`}</dt>
            <dd>{last.language}</dd>
            {templateQualityWords(last.quality) && (
              <>
                <dt>{t`Qualidade`}</dt>
                <dd>{templateQualityWords(last.quality)}</dd>
              </>
            )}
            <dt>{t`Situação desde`}</dt>
            <dd>
              <Moment at={last.statusAt} />
            </dd>
          </dl>
          <p className={css.dim}>{t`Com os exemplos que a Meta recebeu:`}</p>
          <PhoneBubble shown={showTemplate(last, exampleValues(last))} />
          {onSend && last.usable && (
            <Button mt={16} leftSection={<IconSend size={16} />} onClick={() => onSend(last)}>
              {t`Enviar este modelo`}
            </Button>
          )}
        </>
      )}
    </Drawer>
  )
}
