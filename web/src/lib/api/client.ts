import createClient, { type Client } from 'openapi-fetch'
import { sessions } from '../auth/session'
import { config } from '../config'
import { ApiError, apiErrorFrom, NETWORK_UNREACHABLE } from './problem'
import type { paths } from './schema'

async function send(request: Request): Promise<Response> {
  try {
    return await fetch(request)
  } catch (error) {
    if (request.signal.aborted) throw error
    throw new ApiError(0, NETWORK_UNREACHABLE)
  }
}

/** Adds the access token; a 401 is answered once with a refreshed one. */
async function sendSignedIn(request: Request): Promise<Response> {
  const token = await sessions.freshToken()
  if (token === null) return send(request)
  const again = request.clone()
  request.headers.set('Authorization', `Bearer ${token}`)
  const response = await send(request)
  if (response.status !== 401) return response
  if (!(await sessions.refresh(token)) || sessions.accessToken === null) return response
  again.headers.set('Authorization', `Bearer ${sessions.accessToken}`)
  return send(again)
}

let signedIn: Client<paths> | null = null
let anonymous: Client<paths> | null = null

export function api(): Client<paths> {
  return (signedIn ??= createClient<paths>({ baseUrl: config().apiBase, fetch: sendSignedIn }))
}

/** For pages without a person: payment, follow-up and the television, which brings its own token. */
export function publicApi(): Client<paths> {
  return (anonymous ??= createClient<paths>({ baseUrl: config().apiBase, fetch: send }))
}

/** The body of a successful answer; anything else is thrown. */
export async function unwrap<T>(
  call: Promise<{ data?: T; error?: unknown; response: Response }>,
): Promise<T> {
  const { data, error, response } = await call
  if (!response.ok) throw apiErrorFrom(response, error)
  return data as T
}
