import { postAuth, sessions } from '@/lib/auth/session'

let onPurpose = false

/** Whoever signs out is done here: the next person to sign in starts afresh instead of where the last one stood. */
export function signedOutOnPurpose(): boolean {
  return onPurpose
}

/** The screen is left at once; the server is told, and a session it did not hear about expires by itself. */
export async function signOut(): Promise<void> {
  const token = sessions.accessToken
  onPurpose = true
  sessions.clear()
  await postAuth('/auth/logout', {}, token).catch(() => undefined)
  onPurpose = false
}
