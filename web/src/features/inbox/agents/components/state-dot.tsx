import { stateTone, stateWords } from '../words'
import type { Agent } from '@/lib/api/types'
import css from './agents.module.css'

/** Beside a name: whether they are at work. */
export function StateDot({ agent }: { agent: Agent | undefined }) {
  if (!agent) return null
  const words = stateWords(agent)
  return (
    <span className={css.dot} data-tone={stateTone(agent)} title={words}>
      <span className="visually-hidden">{words}</span>
    </span>
  )
}
