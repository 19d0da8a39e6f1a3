import { t } from '@lingui/core/macro'
import { Button, Select, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { IconDownload, IconPackage, IconPlus, IconSearch, IconUpload } from '@tabler/icons-react'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import {
  DataTable,
  EmptyState,
  ErrorState,
  MoneyText,
  PageHeader,
  RowButton,
  StatusBadge,
  TableSkeleton,
} from '@/components/ui'
import type { ProductSummary } from '@/lib/api/types'
import { useCan } from '@/lib/auth/session'
import { useHotkeys } from '@/lib/hotkeys'
import { notifyError } from '@/lib/notify'
import { listCategories } from '../../product-categories/api/categories'
import { listProducts, useExportProducts, type ProductFilter } from '../api/products'
import { formatStock, unitShort } from '../words'
import { ImportDialog } from './import-dialog'
import { ProductPicture } from './product-picture'
import css from './products.module.css'
import { MoreButton } from '@/components/more-button'

interface Props {
  filter: ProductFilter
  onFilter: (filter: ProductFilter) => void
  onOpen: (id: string) => void
  onNew: () => void
}

export function ProductsPage({ filter, onFilter, onOpen, onNew }: Props) {
  const may = useCan('sales.products.manage')
  const query = useInfiniteQuery(listProducts(filter))
  const rows = query.data?.pages.flatMap((page) => page.items) ?? []
  const categories = useQuery(listCategories)
  const exporting = useExportProducts()
  const box = useRef<HTMLInputElement>(null)
  const [text, setText] = useState(filter.search)
  const search = useDebouncedCallback((next: string) => onFilter({ ...filter, search: next.trim() }), 250)
  const [importing, setImporting] = useState(false)
  // Each opening begins afresh.
  const [opening, setOpening] = useState(0)
  const [cursor, setCursor] = useState(-1)
  useHotkeys({
    '/': () => box.current?.focus(),
    c: may ? onNew : undefined,
    j: () => setCursor((index) => Math.min(index + 1, rows.length - 1)),
    k: () => setCursor((index) => Math.max(index - 1, 0)),
    enter: rows[cursor] ? () => onOpen(rows[cursor]!.id) : undefined,
  })
  const isAll = filter.search === '' && !filter.categoryId && filter.state === 'active'
  const isEmpty = rows.length === 0 && query.isSuccess
  const importButton = (
    <Button
      variant="default"
      leftSection={<IconUpload size={16} />}
      onClick={() => {
        setOpening((n) => n + 1)
        setImporting(true)
      }}
    >
      {t`Importar planilha`}
    </Button>
  )
  const newButton = (
    <Button leftSection={<IconPlus size={16} />} onClick={onNew}>
      {t`Novo produto`}
    </Button>
  )
  return (
    <div className={css.page}>
      <PageHeader
        title={t`Produtos`}
        text={t`O que a empresa vende: coisas e serviços, com preço, dados para a nota e fotos.`}
        actions={
          may &&
          !(isEmpty && isAll) && (
            <div className={css.actions}>
              <Button
                variant="default"
                leftSection={<IconDownload size={16} />}
                loading={exporting.isPending}
                onClick={() => void exporting.mutateAsync().catch(notifyError)}
              >
                {t`Exportar`}
              </Button>
              {importButton}
              {newButton}
            </div>
          )
        }
      />
      <div className={css.filters}>
        <TextInput
          ref={box}
          className={css.search}
          type="search"
          autoComplete="off"
          leftSection={<IconSearch size={16} aria-hidden />}
          aria-label={t`Buscar produto`}
          placeholder={t`Nome ou SKU`}
          maxLength={100}
          value={text}
          onChange={(event) => {
            setText(event.currentTarget.value)
            search(event.currentTarget.value)
          }}
        />
        <Select
          aria-label={t`Categoria`}
          value={filter.categoryId ?? ''}
          searchable
          data={[
            { value: '', label: t`Toda categoria` },
            ...(categories.data ?? []).map(({ id, name }) => ({ value: id, label: name })),
          ]}
          onChange={(value) => onFilter({ ...filter, categoryId: value || undefined })}
        />
        <Select
          aria-label={t`Situação`}
          value={filter.state}
          allowDeselect={false}
          data={[
            { value: 'active', label: t`Ativos` },
            { value: 'inactive', label: t`Inativos` },
            { value: 'all', label: t`Todos` },
          ]}
          onChange={(value) => onFilter({ ...filter, state: (value ?? 'active') as ProductFilter['state'] })}
        />
      </div>
      {query.isPending ? (
        <TableSkeleton rows={8} />
      ) : query.isError && rows.length === 0 ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : isEmpty ? (
        isAll ? (
          <EmptyState
            icon={IconPackage}
            title={t`Nenhum produto ainda`}
            text={
              may
                ? t`Cadastre o primeiro, ou traga todos de uma vez numa planilha CSV.`
                : t`Quem gerencia a empresa cadastra os produtos.`
            }
            action={
              may && (
                <div className={css.actions}>
                  {newButton}
                  {importButton}
                </div>
              )
            }
          />
        ) : (
          <EmptyState
            icon={IconSearch}
            title={t`Nenhum produto encontrado`}
            text={t`Busque por parte do nome ou do SKU, ou mude os filtros.`}
            action={
              <Button
                variant="default"
                onClick={() => {
                  setText('')
                  onFilter({ search: '', categoryId: undefined, state: 'active' })
                }}
              >
                {t`Limpar filtros`}
              </Button>
            }
          />
        )
      ) : (
        <>
          <ProductTable
            rows={rows}
            activeKey={rows[cursor]?.id}
            categoryName={(id) => categories.data?.find((category) => category.id === id)?.name ?? ''}
            onOpen={onOpen}
          />
          <MoreButton query={query} />
        </>
      )}
      {may && <ImportDialog key={opening} opened={importing} onClose={() => setImporting(false)} />}
    </div>
  )
}

interface TableProps {
  rows: ProductSummary[]
  activeKey: string | undefined
  categoryName: (id: string) => string
  onOpen: (id: string) => void
}

function ProductTable({ rows, activeKey, categoryName, onOpen }: TableProps) {
  return (
    <DataTable
      label={t`Produtos`}
      rows={rows}
      rowKey={(row) => row.id}
      onOpen={(row) => onOpen(row.id)}
      {...(activeKey ? { activeKey } : {})}
      columns={[
        {
          key: 'name',
          header: t`Produto`,
          cell: (row) => (
            <span className={css.named}>
              <ProductPicture productId={row.id} imageId={row.imageId} side={40} />
              <span>
                <RowButton onClick={() => onOpen(row.id)}>{row.name}</RowButton>
                <span className={css.dim}>{row.sku}</span>
                {!row.active && <StatusBadge tone="neutral">{t`Inativo`}</StatusBadge>}
              </span>
            </span>
          ),
        },
        {
          key: 'category',
          header: t`Categoria`,
          phone: 'hide',
          cell: (row) => (row.categoryId ? categoryName(row.categoryId) : ''),
        },
        {
          key: 'stock',
          header: t`Estoque`,
          align: 'right',
          phone: 'hide',
          cell: (row) =>
            row.stock === null ? (
              <span className={css.dim}>{t`Não contado`}</span>
            ) : (
              <span className="tabular">
                {formatStock(row.stock)} {unitShort(row.unit)}
              </span>
            ),
        },
        { key: 'price', header: t`Preço`, align: 'right', cell: (row) => <MoneyText money={row.price} /> },
      ]}
    />
  )
}
