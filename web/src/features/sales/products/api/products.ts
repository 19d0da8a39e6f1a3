import {
  infiniteQueryOptions,
  keepPreviousData,
  queryOptions,
  useMutation,
  useQueryClient,
} from '@tanstack/react-query'
import { api, unwrap } from '@/lib/api/client'
import type { ProductInput } from '@/lib/api/types'
import { keys } from '@/lib/query'
import { saveAs } from '@/lib/save-as'

const one = '/api/v1/sales/products/{productId}' as const

export interface ProductFilter {
  search: string
  categoryId: string | undefined
  state: 'active' | 'inactive' | 'all'
}

export const listProducts = ({ search, categoryId, state }: ProductFilter) =>
  infiniteQueryOptions({
    queryKey: keys.products('list', search, categoryId ?? null, state),
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        api().GET('/api/v1/sales/products', {
          params: {
            query: {
              ...(search ? { search } : {}),
              ...(categoryId ? { categoryId } : {}),
              state,
              ...(pageParam ? { after: pageParam } : {}),
            },
          },
          signal,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
  })

export const getProduct = (productId: string) =>
  queryOptions({
    queryKey: keys.products('one', productId),
    queryFn: ({ signal }) => unwrap(api().GET(one, { params: { path: { productId } }, signal })),
  })

export const listPrices = (productId: string) =>
  infiniteQueryOptions({
    queryKey: keys.products('one', productId, 'prices'),
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        api().GET('/api/v1/sales/products/{productId}/prices', {
          params: { path: { productId }, query: { limit: 20, ...(pageParam ? { after: pageParam } : {}) } },
          signal,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next ?? undefined,
  })

/** Lists, the product itself and its prices are asked for anew. */
export function useChange<V, R>(change: (variables: V) => Promise<R>) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: change,
    onSettled: () => client.invalidateQueries({ queryKey: keys.products() }),
  })
}

export const useCreateProduct = () =>
  useChange(({ product, key }: { product: ProductInput; key: string }) =>
    unwrap(api().POST('/api/v1/sales/products', { body: { product }, headers: { 'Idempotency-Key': key } })),
  )

export const useChangeProduct = (productId: string) =>
  useChange((body: { version: number; product: ProductInput }) =>
    unwrap(api().PUT(one, { params: { path: { productId } }, body })),
  )

export const useActivateProduct = () =>
  useChange(({ productId, active }: { productId: string; active: boolean }) =>
    unwrap(
      api().PUT('/api/v1/sales/products/{productId}/active', {
        params: { path: { productId } },
        body: { active },
      }),
    ),
  )

/** Saved when all of it is here: what breaks off half-way is an error, and no file. */
export const useExportProducts = () =>
  useMutation({
    mutationFn: async () => {
      const file = await unwrap(api().GET('/api/v1/sales/products/csv', { parseAs: 'blob' }))
      saveAs(file as unknown as Blob, 'produtos.csv')
    },
  })
