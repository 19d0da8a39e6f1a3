import { t } from '@lingui/core/macro'
import { useNavigate, useParams } from '@tanstack/react-router'
import { ProductPage } from '@/features/sales/products/components/product-page'
import { useTitle } from '@/lib/use-title'

export function ProductRoute() {
  const { id } = useParams({ from: '/app/comercial/produtos/$id' })
  const navigate = useNavigate()
  useTitle(t`Produto`)
  return (
    <ProductPage
      key={id}
      id={id === 'novo' ? null : id}
      onCreated={(created) =>
        void navigate({ to: '/comercial/produtos/$id', params: { id: created }, replace: true })
      }
    />
  )
}
