import { t } from '@lingui/core/macro'
import { IconArrowLeft } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import record from '@/components/record/record.module.css'
import { ErrorState, TableSkeleton } from '@/components/ui'
import type { Proposal } from '@/lib/api/types'
import { useCan } from '@/lib/auth/session'
import { usePolling } from '@/lib/realtime'
import type { Seen } from '../api/change-proposal'
import { getProposal, getVersion } from '../api/get-proposal'
import { Actions } from './actions'
import { Editor } from './editor'
import { Follow } from './follow'
import { Header } from './header'
import { Panes } from './panes'
import { Preview } from './preview'
import css from './proposals.module.css'
import { SendDialog } from './send-dialog'
import { VersionContent } from './version-content'

interface Props {
  id: string
  /** One that is not the newest. */
  version: number | undefined
  onVersion: (version: number | undefined) => void
}

export function ProposalPage({ id, version, onVersion }: Props) {
  const refetchInterval = usePolling(8_000, 60_000)
  const query = useQuery({ ...getProposal(id), refetchInterval })
  return (
    <div className={css.page}>
      <Link to="/comercial/propostas" className={record.back}>
        <IconArrowLeft size={16} aria-hidden /> {t`Propostas`}
      </Link>
      {query.isPending ? (
        <TableSkeleton rows={6} />
      ) : query.isError && !query.data ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : version && version !== query.data.current.version ? (
        <Earlier proposal={query.data} version={version} onVersion={onVersion} />
      ) : (
        <Newest proposal={query.data} onVersion={onVersion} onReload={() => query.refetch()} />
      )}
    </div>
  )
}

interface NewestProps {
  proposal: Proposal
  onVersion: Props['onVersion']
  onReload: () => Promise<{ data: Proposal | undefined }>
}

function Newest({ proposal, onVersion, onReload }: NewestProps) {
  const mayWrite = useCan('sales.opportunities.write') && !proposal.erased
  // Begun afresh when others have changed it.
  const [epoch, setEpoch] = useState(0)
  // Here, since what is sent is not written any more, and the dialogue goes on.
  const [sending, setSending] = useState({ n: 0, seen: proposal as Seen, opened: false })
  const send = (seen: Seen) => setSending(({ n }) => ({ n: n + 1, seen, opened: true }))
  const { current } = proposal
  return (
    <>
      {current.status === 'draft' && mayWrite ? (
        <Editor
          key={`${current.version}/${epoch}`}
          proposal={proposal}
          onVersion={onVersion}
          onSend={send}
          onOutdated={() => setEpoch((n) => n + 1)}
          onReload={onReload}
        />
      ) : (
        <>
          <Header
            proposal={proposal}
            actions={mayWrite && <Actions proposal={proposal} onSend={() => send(proposal)} />}
          />
          <Panes
            isSent
            writeLabel={t`Conteúdo`}
            write={<VersionContent version={current} />}
            preview={<Preview proposal={proposal} version={current.version} as={`v${proposal.edition}`} />}
            follow={<Follow proposal={proposal} version={current} onVersion={onVersion} />}
          />
        </>
      )}
      <SendDialog
        key={sending.n}
        proposal={proposal}
        seen={sending.seen}
        opened={sending.opened}
        onClose={() => setSending((before) => ({ ...before, opened: false }))}
      />
    </>
  )
}

function Earlier({
  proposal,
  version,
  onVersion,
}: { proposal: Proposal; version: number } & Pick<Props, 'onVersion'>) {
  const query = useQuery(getVersion(proposal.id, version))
  return (
    <>
      <Header proposal={proposal} version={query.data} />
      {query.isPending ? (
        <TableSkeleton rows={6} />
      ) : query.isError && !query.data ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <Panes
          write={<VersionContent version={query.data} />}
          isSent
          writeLabel={t`Conteúdo`}
          preview={<Preview proposal={proposal} version={version} as={query.data.status} />}
          follow={<Follow proposal={proposal} version={query.data} onVersion={onVersion} />}
        />
      )}
    </>
  )
}
