import { t } from '@lingui/core/macro'
import { ActionIcon, Button, Menu } from '@mantine/core'
import { IconDots, IconSend, IconTrash } from '@tabler/icons-react'
import { useBlocker } from '@tanstack/react-router'
import { useEffect, useMemo, useReducer, useState, useSyncExternalStore } from 'react'
import { isApiError } from '@/lib/api/problem'
import type { Proposal } from '@/lib/api/types'
import { notifyTrouble } from '@/lib/notify'
import { type Seen, useSaveDraft } from '../api/change-proposal'
import { bodyOf, change, emptyLine, valuesOf, type DraftValues } from '../draft'
import { Keeper } from '../keeper'
import { Conditions } from './conditions'
import { DiscardDialog } from './discard-dialog'
import { Follow } from './follow'
import { Header } from './header'
import { LinesTable } from './lines-table'
import { Panes } from './panes'
import { Preview } from './preview'
import { SaveState } from './save-state'
import { TotalsPanel } from './totals-panel'

interface Props {
  proposal: Proposal
  onVersion: (version: number | undefined) => void
  onSend: (seen: Seen) => void
  /** What stands here is not what the server has: it is begun afresh. */
  onOutdated: () => void
  onReload: () => Promise<{ data: Proposal | undefined }>
}

/** A new one has a line to write in. */
const begun = (values: DraftValues): DraftValues =>
  values.lines.length > 0 ? values : { ...values, lines: [emptyLine()] }

export function Editor({ proposal, onVersion, onSend, onOutdated, onReload }: Props) {
  const { id, current } = proposal
  const save = useSaveDraft()
  const [values, dispatch] = useReducer(change, current, (version) => begun(valuesOf(version)))
  const [keeper] = useState(
    () =>
      new Keeper({
        version: proposal.edition,
        body: bodyOf(valuesOf(current)),
        send: async (body, edition) => (await save.mutateAsync({ seen: { id, edition }, body })).edition,
        isLate: (failure) => isApiError(failure, 'sales.proposal.changed_meanwhile'),
      }),
  )
  const keeping = useSyncExternalStore(keeper.subscribe, keeper.snapshot)
  const [tried, setTried] = useState(false)
  const [discarding, setDiscarding] = useState(false)

  const body = useMemo(() => bodyOf(values), [values])
  useEffect(() => keeper.write(body), [keeper, body])
  useEffect(() => () => keeper.stop(), [keeper])
  // What others did is shown, unless somebody is writing: their change is made from what they saw, and is told so.
  const isOutdated = keeping.state === 'kept' && proposal.edition > keeping.version
  useEffect(() => {
    if (isOutdated) onOutdated()
  }, [isOutdated, onOutdated])
  useBlocker({
    shouldBlockFn: async () =>
      !(await keeper.flush()) && !window.confirm(t`Há mudanças que não foram salvas. Sair mesmo assim?`),
    enableBeforeUnload: () => keeper.snapshot().state !== 'kept',
  })

  const openSending = async () => {
    setTried(true)
    if (await keeper.flush()) onSend({ id, edition: keeper.snapshot().version })
    else if (!body) notifyTrouble(t`Corrija os campos marcados antes de enviar.`)
  }
  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    void openSending()
  }
  return (
    <>
      <div onKeyDown={onKeyDown}>
        <Header
          proposal={proposal}
          actions={
            <>
              <Button leftSection={<IconSend size={16} />} onClick={() => void openSending()}>
                {t`Enviar…`}
              </Button>
              <Menu position="bottom-end">
                <Menu.Target>
                  <ActionIcon variant="default" size="input-sm" aria-label={t`Mais ações`}>
                    <IconDots size={18} />
                  </ActionIcon>
                </Menu.Target>
                <Menu.Dropdown>
                  <Menu.Item leftSection={<IconTrash size={16} />} onClick={() => setDiscarding(true)}>
                    {t`Descartar o rascunho…`}
                  </Menu.Item>
                </Menu.Dropdown>
              </Menu>
            </>
          }
        >
          <SaveState
            keeping={keeping}
            isReadable={body !== null}
            onRetry={() => void keeper.flush()}
            onReload={() => void onReload().then(onOutdated)}
          />
        </Header>
        <Panes
          writeLabel={t`Editar`}
          write={
            <>
              <LinesTable lines={values.lines} dispatch={dispatch} tried={tried} />
              <TotalsPanel values={values} dispatch={dispatch} />
              <Conditions values={values} dispatch={dispatch} />
            </>
          }
          preview={
            <Preview
              proposal={proposal}
              version={current.version}
              as={`v${keeping.version}/${proposal.customer?.contactId ?? ''}`}
            />
          }
          follow={<Follow proposal={proposal} version={current} onVersion={onVersion} />}
        />
      </div>
      <DiscardDialog
        seen={{ id, edition: keeping.version }}
        opened={discarding}
        onClose={() => setDiscarding(false)}
      />
    </>
  )
}
