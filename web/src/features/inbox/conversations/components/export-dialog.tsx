import { t } from '@lingui/core/macro'
import { Radio, TextInput } from '@mantine/core'
import { useState } from 'react'
import { FormDialog } from '@/components/ui/form-dialog'
import { notifyDone } from '@/lib/notify'
import { dayOf, plusDays } from '@/lib/time'
import { type Export, useExportConversations } from '../api/export-conversations'

/** What may be seen, as a spreadsheet. Mounted for each opening. */
export function ExportDialog({ onClose }: { onClose: () => void }) {
  const run = useExportConversations()
  const [today] = useState(() => dayOf(Date.now()))
  const [wanted, setWanted] = useState<Export>({
    rows: 'conversations',
    from: plusDays(today, -30),
    to: today,
  })
  const set = (change: Partial<Export>) => setWanted((before) => ({ ...before, ...change }))
  const backwards = wanted.from > wanted.to
  return (
    <FormDialog
      opened
      onClose={onClose}
      title={t`Exportar`}
      submit={t`Baixar planilha`}
      busy={run.isPending}
      disabled={wanted.from === '' || wanted.to === '' || backwards}
      error={run.error}
      onSubmit={(event) => {
        event.preventDefault()
        run.mutateAsync(wanted).then(
          () => {
            notifyDone(t`Planilha baixada.`)
            onClose()
          },
          () => undefined,
        )
      }}
    >
      <Radio.Group
        label={t`O que`}
        value={wanted.rows}
        onChange={(value) => set({ rows: value as Export['rows'] })}
      >
        <Radio mt={6} value="conversations" label={t`Conversas: uma linha para cada`} />
        <Radio mt={6} value="messages" label={t`Mensagens e anotações delas`} />
      </Radio.Group>
      <div style={{ display: 'grid', gridTemplateColumns: '1fr 1fr', gap: 12 }}>
        <TextInput
          type="date"
          label={t`Começadas de`}
          max={today}
          value={wanted.from}
          onChange={(event) => set({ from: event.currentTarget.value })}
        />
        <TextInput
          type="date"
          label={t`Até`}
          max={today}
          value={wanted.to}
          error={backwards ? t`Antes do começo.` : null}
          onChange={(event) => set({ to: event.currentTarget.value })}
        />
      </div>
      <p>{t`Só vem o que você pode ver. No máximo um ano de cada vez; os telefones vêm escondidos em parte.`}</p>
    </FormDialog>
  )
}
