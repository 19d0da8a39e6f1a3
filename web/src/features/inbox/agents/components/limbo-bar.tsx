import { t } from '@lingui/core/macro'
import { ActionIcon } from '@mantine/core'
import { IconHourglassEmpty, IconX } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useCan } from '@/lib/auth/session'
import { usePolling } from '@/lib/realtime'
import { tabStorage } from '@/lib/storage'
import { formatElapsed } from '@/lib/time'
import { useNow } from '@/lib/use-now'
import { countConversations } from '../../conversations/api/count-conversations'
import { countWords } from '../../conversations/words'
import css from './agents.module.css'

const SEEN = 'limbo-seen'

/** What whoever leads is told, until they have seen it; told anew, it is here again. */
export function useLimbo() {
  const refetchInterval = usePolling(15_000, 60_000)
  const counts = useQuery({
    ...countConversations,
    refetchInterval,
    enabled: useCan('inbox.conversations.read_all'),
  })
  const [seen, setSeen] = useState(() => tabStorage.get(SEEN) ?? '')
  const limbo = counts.data?.limbo
  return {
    limbo: limbo && limbo.toldAt !== seen ? limbo : null,
    see: () => {
      if (!limbo) return
      tabStorage.set(SEEN, limbo.toldAt)
      setSeen(limbo.toldAt)
    },
  }
}

export function LimboBar({ limbo, onSeen }: { limbo: { count: number; since: string }; onSeen: () => void }) {
  const ago = formatElapsed(limbo.since, useNow(15_000))
  const count = countWords(limbo.count)
  return (
    <div className={css.limbo}>
      <IconHourglassEmpty size={16} aria-hidden />
      <span className={css.limboText}>
        {limbo.count === 1 ? t`Sem dono há ${ago}` : t`${count} sem dono, o primeiro há ${ago}`}
      </span>
      <Link to="/atendimento" search={{ vista: 'waiting' }}>
        {t`Ver`}
      </Link>
      <ActionIcon
        variant="transparent"
        color="warn"
        size={28}
        aria-label={t`Dispensar o aviso`}
        onClick={onSeen}
      >
        <IconX size={16} />
      </ActionIcon>
    </div>
  )
}
