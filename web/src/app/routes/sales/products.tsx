import { t } from '@lingui/core/macro'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { ProductsPage } from '@/features/sales/products/components/products-page'
import { useTitle } from '@/lib/use-title'

const STATES = { inativos: 'inactive', todos: 'all' } as const
const WORDS = { active: undefined, inactive: 'inativos', all: 'todos' } as const

export function ProductsRoute() {
  const search = useSearch({ from: '/app/comercial/produtos' })
  const navigate = useNavigate()
  useTitle(t`Produtos`)
  const open = (id: string) => void navigate({ to: '/comercial/produtos/$id', params: { id } })
  return (
    <ProductsPage
      filter={{
        search: search.busca ?? '',
        categoryId: search.categoria,
        state: search.situacao ? STATES[search.situacao] : 'active',
      }}
      onFilter={({ search: text, categoryId, state }) =>
        void navigate({
          to: '/comercial/produtos',
          search: { busca: text || undefined, categoria: categoryId, situacao: WORDS[state] },
          replace: true,
        })
      }
      onOpen={open}
      onNew={() => open('novo')}
    />
  )
}
