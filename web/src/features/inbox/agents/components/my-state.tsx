import { t } from '@lingui/core/macro'
import { Menu } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { listAgents } from '@/lib/agents'
import { useCan, useSession } from '@/lib/auth/session'
import type { Agent } from '@/lib/api/types'
import { notifyDone, notifyError } from '@/lib/notify'
import { useChangeMyState } from '../api/change-my-state'
import { stateWords } from '../words'
import { StateDot } from './state-dot'
import css from './agents.module.css'

/** Undefined for who answers no conversations. */
export function useMyState(): Agent | undefined {
  const { user } = useSession()
  const agents = useQuery({ ...listAgents, enabled: useCan('inbox.conversations.write') })
  return agents.data?.find(({ id }) => id === user.id)
}

/** In the menu of whoever is signed in. */
export function MyStateItems({ me, onAway }: { me: Agent; onAway: () => void }) {
  const change = useChangeMyState()
  const isAway = me.state === 'away'
  return (
    <>
      <Menu.Label>
        <span className={css.who}>
          <StateDot agent={me} />
          {isAway ? <span aria-hidden>{stateWords(me)}</span> : t`Sua situação`}
        </span>
      </Menu.Label>
      <Menu.Item
        rightSection={isAway ? null : <IconCheck size={16} />}
        onClick={() => {
          // The menu is closed by then, and what hangs on it is told nothing any more.
          if (isAway)
            change
              .mutateAsync({ state: 'available' })
              .then(() => notifyDone(t`Você está disponível e volta a receber conversas.`), notifyError)
        }}
      >
        {t`Disponível`}
      </Menu.Item>
      <Menu.Item rightSection={isAway ? <IconCheck size={16} /> : null} onClick={onAway}>
        {t`Ausente…`}
      </Menu.Item>
      <Menu.Divider />
    </>
  )
}
