import { type ApiError, isApiError } from '@/lib/api/problem'

/** The password was right, and something is still missing: not a failure to be shown, but the next page. */
export function isHalfway(error: unknown): error is ApiError & { token: string } {
  return (
    (isApiError(error, 'identity.second_factor.code_needed') ||
      isApiError(error, 'identity.second_factor.enrolment_needed')) &&
    error.token !== null
  )
}
