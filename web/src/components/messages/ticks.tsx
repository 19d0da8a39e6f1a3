import { IconCheck, IconChecks, IconClock, IconHelp, IconX } from '@tabler/icons-react'
import type { Ticks as TickName } from '@/lib/message-words'

const ICONS: Record<TickName, typeof IconCheck> = {
  clock: IconClock,
  one: IconCheck,
  two: IconChecks,
  read: IconChecks,
  cross: IconX,
  question: IconHelp,
}

/** The word stands beside it, or is hidden in its place. */
export function Ticks({ of, size = 16 }: { of: TickName; size?: number }) {
  const Icon = ICONS[of]
  return <Icon size={size} stroke={2} aria-hidden />
}
