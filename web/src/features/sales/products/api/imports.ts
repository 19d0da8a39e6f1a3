import { useMutation } from '@tanstack/react-query'
import { api, unwrap } from '@/lib/api/client'
import { fileForm } from '@/lib/file-form'
import { saveAs } from '@/lib/save-as'
import { useChange } from './products'

export const usePreviewImport = () =>
  useMutation({
    mutationFn: (file: File) =>
      unwrap(api().POST('/api/v1/sales/products/imports/preview', fileForm(file, 'produtos.csv'))),
  })

export const useImportProducts = () =>
  useChange((file: File) =>
    unwrap(api().POST('/api/v1/sales/products/imports', fileForm(file, 'produtos.csv'))),
  )

export const useSaveImportErrors = () =>
  useMutation({
    mutationFn: async (file: File) => {
      const rows = await unwrap(
        api().POST('/api/v1/sales/products/imports/errors', {
          ...fileForm(file, 'produtos.csv'),
          parseAs: 'blob',
        }),
      )
      saveAs(rows as unknown as Blob, 'produtos-com-erro.csv')
    },
  })
