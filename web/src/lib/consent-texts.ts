import { queryOptions } from '@tanstack/react-query'
import { api, unwrap } from './api/client'
import { keys } from './query'

/** What people are asked, word for word; shown wherever a person is asked. */
export const listConsentTexts = queryOptions({
  queryKey: keys.privacy('texts'),
  queryFn: async ({ signal }) => (await unwrap(api().GET('/api/v1/privacy/consent-texts', { signal }))).items,
})
