import { publicApi, unwrap } from '@/lib/api/client'

export function startPairing() {
  return unwrap(publicApi().POST('/api/v1/counter/panel-pairings'))
}

/** Null while nobody has entered the code yet. */
export async function claimPairing(secret: string) {
  const answer = await unwrap(publicApi().POST('/api/v1/counter/panel-pairings/claim', { body: { secret } }))
  return answer && 'panelToken' in answer ? answer : null
}
