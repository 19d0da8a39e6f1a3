/** What the API says when it refuses (application/problem+json), or what the browser says when there is no answer at all. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly traceId: string | null = null,
    readonly errors: Record<string, string[]> = {},
    readonly retryAfterSeconds: number | null = null,
    /** With what one can go on instead. */
    readonly token: string | null = null,
    /** The lead that is in the way. */
    readonly leadId: string | null = null,
  ) {
    super(`${status} ${code}`)
    this.name = 'ApiError'
  }

  /** Worth trying again without changing anything. */
  get isTransient(): boolean {
    return this.status === 0 || this.status === 502 || this.status === 503 || this.status === 504
  }
}

export const NETWORK_UNREACHABLE = 'network.unreachable'

export function isApiError(error: unknown, code?: string): error is ApiError {
  return error instanceof ApiError && (code === undefined || error.code === code)
}

interface ProblemBody {
  code?: unknown
  traceId?: unknown
  errors?: unknown
  token?: unknown
  leadId?: unknown
}

export function apiErrorFrom(response: Response, body: unknown): ApiError {
  const problem: ProblemBody = typeof body === 'object' && body !== null ? body : {}
  const retryAfter = Number(response.headers.get('Retry-After'))
  return new ApiError(
    response.status,
    typeof problem.code === 'string' ? problem.code : `http.${response.status}`,
    typeof problem.traceId === 'string' ? problem.traceId : null,
    typeof problem.errors === 'object' && problem.errors !== null
      ? (problem.errors as Record<string, string[]>)
      : {},
    Number.isFinite(retryAfter) && retryAfter > 0 ? retryAfter : null,
    typeof problem.token === 'string' ? problem.token : null,
    typeof problem.leadId === 'string' ? problem.leadId : null,
  )
}
