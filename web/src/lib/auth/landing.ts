import type { Session } from '../api/types'

/** Where somebody's day begins: at the counter, or with the customers who write. */
export function landingPage({ role }: Pick<Session, 'role'>): '/atendimento' | '/balcao' {
  return role === 'agent' ? '/atendimento' : '/balcao'
}
