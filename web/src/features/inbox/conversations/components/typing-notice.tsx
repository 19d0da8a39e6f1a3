import { t } from '@lingui/core/macro'
import { IconPencil } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useCallback, useEffect, useState } from 'react'
import { useSession } from '@/lib/auth/session'
import { useSignals } from '@/lib/realtime'
import { listColleagues } from '../api/list-colleagues'
import { TOLD_EVERY } from '../api/show-typing'
import css from './composer.module.css'

/** Who writes an answer in this conversation at this moment, besides whoever looks. */
function useTypists(conversationId: string): string[] {
  const { user } = useSession()
  const [until, setUntil] = useState<Record<string, number>>({})
  useSignals(
    useCallback(
      ({ topic, id, by }) => {
        if (topic !== 'typing' || id !== conversationId || !by || by === user.id) return
        setUntil((before) => ({ ...before, [by]: Date.now() + TOLD_EVERY * 2 }))
      },
      [conversationId, user.id],
    ),
  )
  useEffect(() => {
    const ends = Object.values(until)
    if (ends.length === 0) return
    const timer = setTimeout(
      () =>
        setUntil((before) =>
          Object.fromEntries(Object.entries(before).filter(([, end]) => end > Date.now())),
        ),
      Math.max(50, Math.min(...ends) - Date.now()),
    )
    return () => clearTimeout(timer)
  }, [until])
  return Object.keys(until)
}

/** So that no two answer at once. */
export function TypingNotice({ conversationId }: { conversationId: string }) {
  const typists = useTypists(conversationId)
  const colleagues = useQuery({ ...listColleagues(conversationId), enabled: typists.length > 0 })
  const names = colleagues.data?.filter(({ id }) => typists.includes(id)).map(({ name }) => name) ?? []
  const who = names.join(t` e `)
  return (
    <p className={css.typing} role="status">
      {names.length > 0 && (
        <>
          <IconPencil size={15} stroke={1.75} aria-hidden />
          {names.length === 1
            ? t`${who} está respondendo a este cliente`
            : t`${who} estão respondendo a este cliente`}
        </>
      )}
    </p>
  )
}
