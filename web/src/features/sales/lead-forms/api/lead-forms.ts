import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, unwrap } from '@/lib/api/client'
import type { LeadForm, LeadFormInput, NewLeadForm } from '@/lib/api/types'
import { keys } from '@/lib/query'

const path = '/api/v1/sales/lead-forms' as const
const one = `${path}/{leadFormId}` as const

export const listLeadForms = queryOptions({
  queryKey: keys.settings('lead-forms'),
  queryFn: ({ signal }) => unwrap(api().GET(path, { signal })),
  select: ({ items }) => items,
})

export const getLeadForm = (id: string) =>
  queryOptions({
    queryKey: keys.settings('lead-forms', id),
    queryFn: ({ signal }) => unwrap(api().GET(one, { params: { path: { leadFormId: id } }, signal })),
  })

const seen = ({ id, version }: Pick<LeadForm, 'id' | 'version'>) => ({
  path: { leadFormId: id },
  header: { 'If-Match': `"v${version}"` },
})

/** The answer is shown at once; what stands elsewhere of it is asked again. */
function useKeep<V>(mutationFn: (variables: V) => Promise<LeadForm>) {
  const client = useQueryClient()
  return useMutation({
    mutationFn,
    onSuccess: (form) => client.setQueryData(getLeadForm(form.id).queryKey, form),
    onSettled: () => client.invalidateQueries({ queryKey: listLeadForms.queryKey, exact: true }),
  })
}

export const useCreateLeadForm = () =>
  useKeep(({ key, body }: { key: string; body: NewLeadForm }) =>
    unwrap(api().POST(path, { body, headers: { 'Idempotency-Key': key } })),
  )

export const useChangeLeadForm = () =>
  useKeep(({ form, body }: { form: LeadForm; body: LeadFormInput }) =>
    unwrap(api().PUT(one, { params: seen(form), body })),
  )

/** The link there was leads nowhere from then on. */
export const useRenewLink = () =>
  useKeep((form: LeadForm) => unwrap(api().POST(`${one}/link`, { params: seen(form) })))
