import { t } from '@lingui/core/macro'
import { Button, TextInput } from '@mantine/core'
import { IconCheck, IconClipboardCheck } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ConsentChoices } from '@/components/consents/consent-choices'
import { EmptyState, ErrorState, Moment, Section, StatusBadge, TableSkeleton } from '@/components/ui'
import { FormDialog } from '@/components/ui/form-dialog'
import type { Consent, ConsentText, PostBody } from '@/lib/api/types'
import { useCan } from '@/lib/auth/session'
import { notifyDone } from '@/lib/notify'
import { uuid } from '@/lib/uuid'
import { listConsentTexts } from '@/lib/consent-texts'
import { listConsents, useRecordConsent } from '../api/consents'
import { sourceName } from '../channels'
import css from './consents.module.css'

type Dialog = 'grant' | Consent | null

export function ContactConsents({ contactId }: { contactId: string }) {
  const consents = useQuery(listConsents(contactId))
  const mayWrite = useCan('privacy.consents.write')
  const [dialog, setDialog] = useState<Dialog>(null)
  return (
    <Section
      title={t`Consentimentos`}
      text={t`O que a pessoa leu e respondeu. Nada é apagado: retirar um consentimento é uma resposta nova e vale na hora.`}
      action={
        mayWrite && (
          <Button leftSection={<IconCheck size={16} />} onClick={() => setDialog('grant')}>
            {t`Registrar`}
          </Button>
        )
      }
    >
      {consents.isPending ? (
        <TableSkeleton rows={2} />
      ) : consents.isError && !consents.data ? (
        <ErrorState error={consents.error} onRetry={() => void consents.refetch()} />
      ) : consents.data.length === 0 ? (
        <EmptyState
          icon={IconClipboardCheck}
          title={t`Nenhuma resposta ainda`}
          text={t`Sem consentimento, a pessoa não recebe campanhas nem pesquisas.`}
        />
      ) : (
        consents.data.map((consent) => (
          <div key={consent.id} className={css.answer}>
            <div className={css.title}>
              {consent.title}
              {consent.inForce ? (
                <StatusBadge tone={consent.granted ? 'ok' : 'danger'}>
                  {consent.granted ? t`Autorizado` : t`Retirado`}
                </StatusBadge>
              ) : (
                <StatusBadge tone="neutral">
                  {consent.granted
                    ? t`Autorizado, até a resposta seguinte`
                    : t`Retirado, até a resposta seguinte`}
                </StatusBadge>
              )}
            </div>
            <div className={css.side}>
              {mayWrite && consent.inForce && consent.granted && (
                <Button size="xs" variant="default" onClick={() => setDialog(consent)}>
                  {t`Retirar`}
                </Button>
              )}
            </div>
            <div className={css.words}>{consent.text}</div>
            <div className={css.dim}>
              <Moment at={consent.at} /> · {sourceName(consent.source)}
              {consent.by && ` · ${consent.by}`}
              {consent.evidence && ` · ${consent.evidence}`}
              {' · '}
              <span title={consent.hash}>{t`texto ${consent.version}`}</span>
            </div>
          </div>
        ))
      )}
      {dialog === 'grant' && <GrantDialog contactId={contactId} onClose={() => setDialog(null)} />}
      {typeof dialog === 'object' && dialog && (
        <WithdrawDialog contactId={contactId} consent={dialog} onClose={() => setDialog(null)} />
      )}
    </Section>
  )
}

/** Where the person said so. */
type Source = NonNullable<PostBody<'/api/v1/privacy/contacts/{contactId}/consents'>['source']>

export function GrantDialog({
  contactId,
  source,
  onClose,
}: {
  contactId: string
  source?: Source
  onClose: () => void
}) {
  const texts = useQuery(listConsentTexts)
  const record = useRecordConsent(contactId)
  const [chosen, setChosen] = useState<string[]>([])
  const [evidence, setEvidence] = useState('')
  // One key per text: sent again after a lost answer, none is recorded twice.
  const [keys] = useState(() => new Map<string, string>())
  const keyOf = (text: ConsentText) => {
    if (!keys.has(text.id)) keys.set(text.id, uuid())
    return keys.get(text.id)!
  }
  const submit = async () => {
    try {
      for (const text of (texts.data ?? []).filter((one) => chosen.includes(one.id))) {
        await record.mutateAsync({
          key: keyOf(text),
          body: {
            purpose: text.purpose,
            channel: text.channel,
            version: text.version,
            granted: true,
            source,
            evidence: evidence.trim() || null,
          },
        })
      }
      notifyDone(t`Consentimento registrado.`)
      onClose()
    } catch {
      // Shown by the dialog.
    }
  }
  return (
    <FormDialog
      opened
      onClose={onClose}
      title={t`Registrar consentimento`}
      submit={t`Registrar`}
      busy={record.isPending}
      error={record.error ?? texts.error ?? undefined}
      onSubmit={(event) => {
        event.preventDefault()
        if (chosen.length > 0) void submit()
      }}
    >
      <ConsentChoices
        texts={(texts.data ?? []).filter((text) => text.asked)}
        chosen={chosen}
        onChange={setChosen}
      />
      <TextInput
        label={t`Onde está a prova?`}
        description={t`Opcional: a ficha assinada, a ligação, a mensagem.`}
        maxLength={300}
        value={evidence}
        onChange={(event) => setEvidence(event.currentTarget.value)}
      />
    </FormDialog>
  )
}

export function WithdrawDialog({
  contactId,
  consent,
  source,
  onClose,
}: {
  contactId: string
  consent: Consent
  source?: Source
  onClose: () => void
}) {
  const record = useRecordConsent(contactId)
  const [evidence, setEvidence] = useState('')
  const [key] = useState(uuid)
  return (
    <FormDialog
      opened
      onClose={onClose}
      title={t`Retirar consentimento`}
      submit={t`Retirar`}
      busy={record.isPending}
      error={record.error ?? undefined}
      onSubmit={(event) => {
        event.preventDefault()
        void record
          .mutateAsync({
            key,
            body: {
              purpose: consent.purpose,
              channel: consent.channel,
              version: consent.version,
              granted: false,
              source,
              evidence: evidence.trim() || null,
            },
          })
          .then(
            () => {
              notifyDone(t`Consentimento retirado. Vale a partir de agora.`)
              onClose()
            },
            () => undefined,
          )
      }}
    >
      <p>{t`“${consent.title}” deixa de valer agora. O que foi feito até aqui continua registrado.`}</p>
      <TextInput
        data-autofocus
        label={t`Como a pessoa pediu?`}
        description={t`Opcional.`}
        maxLength={300}
        value={evidence}
        onChange={(event) => setEvidence(event.currentTarget.value)}
      />
    </FormDialog>
  )
}
