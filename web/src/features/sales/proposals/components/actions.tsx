import { t } from '@lingui/core/macro'
import { ActionIcon, Button, Menu } from '@mantine/core'
import { IconDots, IconFilePlus, IconMoodSad, IconSend } from '@tabler/icons-react'
import { useState } from 'react'
import { CopyButton } from '@/components/ui'
import type { Proposal } from '@/lib/api/types'
import { notifyError } from '@/lib/notify'
import { useReviseProposal } from '../api/change-proposal'
import { isLive } from '../words'
import { RefuseDialog } from './refuse-dialog'

/** What can be done with what was sent. */
export function Actions({ proposal, onSend }: { proposal: Proposal; onSend: () => void }) {
  const { link, status } = proposal.current
  const revise = useReviseProposal()
  const [opening, setOpening] = useState(0)
  const [refusing, setRefusing] = useState(false)
  return (
    <>
      {link && <CopyButton text={link} label={t`Copiar link`} />}
      {status !== 'accepted' && (
        <Button
          leftSection={<IconFilePlus size={16} />}
          loading={revise.isPending}
          onClick={() => void revise.mutateAsync({ seen: proposal, to: null }).catch(notifyError)}
        >
          {t`Nova versão`}
        </Button>
      )}
      {isLive(status) && (
        <Menu position="bottom-end">
          <Menu.Target>
            <ActionIcon variant="default" size="input-sm" aria-label={t`Mais ações`}>
              <IconDots size={18} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item leftSection={<IconSend size={16} />} onClick={onSend}>
              {t`Enviar o link de novo…`}
            </Menu.Item>
            <Menu.Item
              leftSection={<IconMoodSad size={16} />}
              onClick={() => {
                setOpening((n) => n + 1)
                setRefusing(true)
              }}
            >
              {t`O cliente recusou…`}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      )}
      <RefuseDialog key={opening} proposal={proposal} opened={refusing} onClose={() => setRefusing(false)} />
    </>
  )
}
