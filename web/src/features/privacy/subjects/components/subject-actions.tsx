import { t } from '@lingui/core/macro'
import { Button, Radio, TextInput } from '@mantine/core'
import { IconDownload, IconUserOff } from '@tabler/icons-react'
import { useState } from 'react'
import { FormDialog } from '@/components/ui/form-dialog'
import { notifyDone } from '@/lib/notify'
import { type ExportFormat, useAnonymise, useExport } from '../api/subjects'
import css from './subjects.module.css'

interface Props {
  contactId: string
  /** The person's request that this answers; it becomes a step of it. */
  request?: { id: string; protocol: string }
}

/** Handing out and erasing, each after saying what it does and why. */
export function SubjectActions({ contactId, request }: Props) {
  const [dialog, setDialog] = useState<'export' | 'anonymise' | null>(null)
  // Each opening begins afresh.
  const [opening, setOpening] = useState(0)
  const open = (which: typeof dialog) => {
    setOpening((n) => n + 1)
    setDialog(which)
  }
  const close = () => setDialog(null)
  return (
    <div className={css.actions}>
      <Button variant="default" leftSection={<IconDownload size={16} />} onClick={() => open('export')}>
        {t`Exportar dados`}
      </Button>
      <Button
        variant="default"
        color="danger"
        leftSection={<IconUserOff size={16} />}
        onClick={() => open('anonymise')}
      >
        {t`Anonimizar`}
      </Button>
      <ExportDialog
        key={`export-${opening}`}
        contactId={contactId}
        request={request}
        opened={dialog === 'export'}
        onClose={close}
      />
      <AnonymiseDialog
        key={`anonymise-${opening}`}
        contactId={contactId}
        request={request}
        opened={dialog === 'anonymise'}
        onClose={close}
      />
    </div>
  )
}

type DialogProps = Props & { opened: boolean; onClose: () => void }

const reasonFor = (request: Props['request']) => (request ? t`Pedido ${request.protocol}` : '')

function ExportDialog({ contactId, request, opened, onClose }: DialogProps) {
  const download = useExport(contactId, request?.id)
  const [reason, setReason] = useState(reasonFor(request))
  const [format, setFormat] = useState<ExportFormat>('pdf')
  return (
    <FormDialog
      opened={opened}
      onClose={onClose}
      title={t`Exportar dados`}
      submit={t`Baixar`}
      busy={download.isPending}
      error={download.error}
      onSubmit={(event) => {
        event.preventDefault()
        void download.mutateAsync({ reason: reason.trim(), format }).then(
          () => {
            notifyDone(t`Arquivo baixado. Guarde-o só pelo tempo necessário.`)
            onClose()
          },
          () => undefined,
        )
      }}
    >
      <p>{t`O arquivo traz tudo o que a empresa guarda da pessoa: cadastro, documentos por inteiro, consentimentos, senhas, pagamentos e quem viu os dados.`}</p>
      <Radio.Group label={t`Formato`} value={format} onChange={(value) => setFormat(value as ExportFormat)}>
        <Radio my={6} value="pdf" label={t`PDF para ler`} />
        <Radio my={6} value="json" label={t`JSON para outro sistema`} />
      </Radio.Group>
      <TextInput
        data-autofocus
        required
        label={t`Para quê?`}
        description={t`Fica registrado com o seu nome.`}
        placeholder={t`Pedido da própria pessoa`}
        maxLength={200}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </FormDialog>
  )
}

function AnonymiseDialog({ contactId, request, opened, onClose }: DialogProps) {
  const anonymise = useAnonymise(contactId, request?.id)
  const [reason, setReason] = useState(reasonFor(request))
  return (
    <FormDialog
      opened={opened}
      onClose={onClose}
      title={t`Anonimizar esta pessoa?`}
      submit={t`Anonimizar para sempre`}
      danger
      busy={anonymise.isPending}
      error={anonymise.error}
      onSubmit={(event) => {
        event.preventDefault()
        void anonymise.mutateAsync(reason.trim()).then(
          () => {
            notifyDone(t`Pessoa anonimizada.`)
            onClose()
          },
          () => undefined,
        )
      }}
    >
      <p>
        <b>{t`Some para sempre:`}</b>{' '}
        {t`nome, telefones, e-mails, documentos, provas de consentimento e o que foi escrito sobre a pessoa, também nos pedidos dela. Se ainda precisa responder a ela, responda antes.`}
      </p>
      <p>
        <b>{t`Fica, sem dizer de quem é:`}</b>{' '}
        {t`senhas, pagamentos, datas e o registro de quem fez o quê. O faturamento não muda.`}
      </p>
      <p>{t`Não há como desfazer. Se a pessoa voltar, será um cadastro novo.`}</p>
      <TextInput
        data-autofocus
        required
        label={t`Por quê?`}
        description={t`Fica registrado com o seu nome: não escreva dados da pessoa aqui.`}
        placeholder={t`Pedido da própria pessoa`}
        maxLength={200}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </FormDialog>
  )
}
