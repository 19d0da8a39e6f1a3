import { t } from '@lingui/core/macro'
import { Button, Modal, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ConsentChoices } from '@/components/consents/consent-choices'
import { ErrorState } from '@/components/ui'
import type { PostBody, Service } from '@/lib/api/types'
import { useCan } from '@/lib/auth/session'
import { listConsentTexts } from '@/lib/consent-texts'
import css from './customer.module.css'

export type TicketCustomer = NonNullable<PostBody<'/api/v1/counter/tickets'>['customer']>

interface Props {
  service: Service
  busy: boolean
  error: unknown
  onIssue: (customer: TicketCustomer | null) => void
  onClose: () => void
}

/** Who the ticket is for: asked only where the service says so, with what the data is for. */
export function CustomerDialog({ service, busy, error, onIssue, onClose }: Props) {
  const mayAsk = useCan('privacy.consents.read')
  const texts = useQuery({ ...listConsentTexts, enabled: mayAsk })
  const asked = (texts.data ?? []).filter((text) => text.asked)
  const [name, setName] = useState('')
  const [cpf, setCpf] = useState('')
  const [phone, setPhone] = useState('')
  const [chosen, setChosen] = useState<string[]>([])
  const [tried, setTried] = useState(false)
  const given = [name, cpf, phone].some((text) => text.trim())
  const submit = () => {
    setTried(true)
    if (!given) return
    onIssue({
      name: name.trim() || null,
      cpf: cpf.trim() || null,
      phone: phone.trim() || null,
      consents: asked
        .filter((text) => chosen.includes(text.id))
        .map(({ purpose, channel, version }) => ({ purpose, channel, version, granted: true })),
    })
  }
  return (
    <Modal opened onClose={onClose} title={service.name} size={520} closeOnClickOutside={false}>
      <form
        noValidate
        className={css.form}
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        {service.customerPurpose && (
          <p className={css.purpose}>
            <strong>{t`Para que pedimos seus dados:`}</strong> {service.customerPurpose}
          </p>
        )}
        <TextInput
          data-autofocus
          label={t`Nome`}
          autoComplete="off"
          maxLength={120}
          value={name}
          error={tried && !given ? t`Informe nome, CPF ou telefone.` : null}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <TextInput
          label={t`CPF`}
          autoComplete="off"
          inputMode="numeric"
          maxLength={14}
          value={cpf}
          onChange={(event) => setCpf(event.currentTarget.value)}
        />
        <TextInput
          label={t`Telefone`}
          placeholder="(11) 98765-4321"
          autoComplete="off"
          inputMode="tel"
          maxLength={30}
          value={phone}
          onChange={(event) => setPhone(event.currentTarget.value)}
        />
        <ConsentChoices texts={asked} chosen={chosen} onChange={setChosen} />
        {texts.isError && <ErrorState error={texts.error} onRetry={() => void texts.refetch()} />}
        {error !== null && error !== undefined && <ErrorState error={error} />}
        <div className={css.foot}>
          <Button variant="default" onClick={onClose}>
            {t`Voltar`}
          </Button>
          {service.customerAsk === 'optional' && (
            <Button variant="default" disabled={busy} onClick={() => onIssue(null)}>
              {t`Emitir sem identificar`}
            </Button>
          )}
          <Button type="submit" loading={busy}>
            {t`Emitir senha`}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
