import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, unwrap } from '@/lib/api/client'
import { keys } from '@/lib/query'

/** All of them, by name. */
export const listCategories = queryOptions({
  queryKey: keys.products('categories'),
  queryFn: async ({ signal }) =>
    (await unwrap(api().GET('/api/v1/sales/product-categories', { signal }))).items,
  staleTime: 60_000,
})

function useChange<V, R>(change: (variables: V) => Promise<R>) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: change,
    onSettled: () => client.invalidateQueries({ queryKey: keys.products('categories') }),
  })
}

export const useCreateCategory = () =>
  useChange(({ name, key }: { name: string; key: string }) =>
    unwrap(
      api().POST('/api/v1/sales/product-categories', { body: { name }, headers: { 'Idempotency-Key': key } }),
    ),
  )

export const useRenameCategory = () =>
  useChange(({ categoryId, name }: { categoryId: string; name: string }) =>
    unwrap(
      api().PUT('/api/v1/sales/product-categories/{categoryId}', {
        params: { path: { categoryId } },
        body: { name },
      }),
    ),
  )

export const useDeleteCategory = () =>
  useChange((categoryId: string) =>
    unwrap(
      api().DELETE('/api/v1/sales/product-categories/{categoryId}', { params: { path: { categoryId } } }),
    ),
  )
