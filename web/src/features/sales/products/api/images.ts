import { queryOptions } from '@tanstack/react-query'
import { api, unwrap } from '@/lib/api/client'
import { fileForm } from '@/lib/file-form'
import { keys } from '@/lib/query'
import { useChange } from './products'

const one = '/api/v1/sales/products/{productId}/images/{imageId}' as const

/** A picture never changes, so each is fetched once. */
export const getImage = (productId: string, imageId: string) =>
  queryOptions({
    queryKey: keys.files('product', productId, imageId),
    queryFn: async ({ signal }) =>
      (await unwrap(
        api().GET(one, { params: { path: { productId, imageId } }, signal, parseAs: 'blob' }),
      )) as unknown as Blob,
    staleTime: Infinity,
    retry: false,
  })

const add = (productId: string, picture: Blob) =>
  unwrap(
    api().POST('/api/v1/sales/products/{productId}/images', {
      params: { path: { productId } },
      ...fileForm(picture, 'foto.jpg'),
    }),
  )

const order = (productId: string, imageIds: string[]) =>
  unwrap(
    api().PUT('/api/v1/sales/products/{productId}/images/order', {
      params: { path: { productId } },
      body: { imageIds },
    }),
  )

export const useAddImages = (productId: string) =>
  useChange(async (pictures: Blob[]) => {
    // One after the other, so that they stand in the order they were chosen in.
    for (const picture of pictures) await add(productId, picture)
  })

export const useOrderImages = (productId: string) =>
  useChange((imageIds: string[]) => order(productId, imageIds))

export const useRemoveImage = (productId: string) =>
  useChange((imageId: string) => unwrap(api().DELETE(one, { params: { path: { productId, imageId } } })))

/** Puts one that was removed back to where it was. */
export const useRestoreImage = (productId: string) =>
  useChange(async ({ picture, before, at }: { picture: Blob; before: string[]; at: number }) => {
    const { id } = await add(productId, picture)
    const rest = before.filter((_, index) => index !== at)
    await order(productId, [...rest.slice(0, at), id, ...rest.slice(at)])
  })
