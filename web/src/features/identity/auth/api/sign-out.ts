import { postAuth, sessions } from '@/lib/auth/session'

/** The screen is left at once; the server is told, and a session it did not hear about expires by itself. */
export async function signOut(): Promise<void> {
  const token = sessions.accessToken
  sessions.clear()
  await postAuth('/auth/logout', {}, token).catch(() => undefined)
}
