import { t } from '@lingui/core/macro'
import { Button } from '@mantine/core'
import { IconArrowLeft } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { ErrorState, PageHeader, Section, StatusBadge, TableSkeleton } from '@/components/ui'
import type { Product } from '@/lib/api/types'
import { useCan } from '@/lib/auth/session'
import { notifyDone, notifyError } from '@/lib/notify'
import { getProduct, useActivateProduct } from '../api/products'
import css from './products.module.css'

/** With its rules the heaviest part of the page, which says meanwhile what it is about. */
const ProductForm = lazy(() => import('./product-form').then((file) => ({ default: file.ProductForm })))
const PriceHistory = lazy(() => import('./price-history').then((file) => ({ default: file.PriceHistory })))
const ProductImages = lazy(() => import('./product-images').then((file) => ({ default: file.ProductImages })))

/** @param id null: one that is to be made. */
export function ProductPage({ id, onCreated }: { id: string | null; onCreated: (id: string) => void }) {
  return (
    <div className={css.page}>
      <Link to="/comercial/produtos" className={css.back}>
        <IconArrowLeft size={16} aria-hidden /> {t`Produtos`}
      </Link>
      {id === null ? (
        <>
          <PageHeader title={t`Novo produto`} text={t`As fotos vêm depois de salvar.`} />
          <Suspense fallback={<TableSkeleton rows={6} />}>
            <ProductForm product={null} onSaved={(product) => onCreated(product.id)} />
          </Suspense>
        </>
      ) : (
        <Existing id={id} />
      )}
    </div>
  )
}

function Existing({ id }: { id: string }) {
  const query = useQuery(getProduct(id))
  const may = useCan('sales.products.manage')
  if (query.isPending) return <TableSkeleton rows={6} />
  if (query.isError && !query.data)
    return <ErrorState error={query.error} onRetry={() => void query.refetch()} />
  const product = query.data
  return (
    <>
      <PageHeader
        title={product.name}
        text={
          <>
            {product.sku} {!product.active && <StatusBadge tone="neutral">{t`Inativo`}</StatusBadge>}
          </>
        }
        actions={may && <ActiveButton product={product} />}
      />
      <Section title={t`Fotos`} text={t`A primeira aparece na lista e representa o produto.`}>
        <Suspense fallback={<TableSkeleton rows={2} />}>
          <ProductImages product={product} />
        </Suspense>
      </Section>
      <Suspense fallback={<TableSkeleton rows={6} />}>
        <ProductForm product={product} onReload={() => query.refetch().then(({ data }) => data ?? null)} />
      </Suspense>
      <Section title={t`Histórico de preços`} text={t`O que custou, desde quando e quem mudou.`}>
        <Suspense fallback={<TableSkeleton rows={2} />}>
          <PriceHistory productId={id} />
        </Suspense>
      </Section>
    </>
  )
}

function ActiveButton({ product }: { product: Product }) {
  const activate = useActivateProduct()
  const { id, name, active } = product
  const set = (next: boolean) => activate.mutateAsync({ productId: id, active: next })
  return (
    <Button
      variant="default"
      loading={activate.isPending}
      onClick={() =>
        void set(!active).then(
          () =>
            notifyDone(
              active ? t`${name} não aparece mais nas listas de venda.` : t`${name} voltou a ser oferecido.`,
              { label: t`Desfazer`, run: () => void set(active).catch(notifyError) },
            ),
          notifyError,
        )
      }
    >
      {active ? t`Desativar` : t`Ativar`}
    </Button>
  )
}
