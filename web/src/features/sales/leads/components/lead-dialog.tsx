import { t } from '@lingui/core/macro'
import { Button, SegmentedControl, Select, TextInput } from '@mantine/core'
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react'
import { useState, type ReactNode } from 'react'
import record from '@/components/record/record.module.css'
import { FormDialog } from '@/components/ui/form-dialog'
import { describeFieldError } from '@/lib/api/error-catalogue'
import { isApiError } from '@/lib/api/problem'
import type { Contact, LeadSource } from '@/lib/api/types'
import { useSession } from '@/lib/auth/session'
import { parseAmount } from '@/lib/money'
import { notifyDone } from '@/lib/notify'
import { uuid } from '@/lib/uuid'
import { useOpenLead } from '../api/open-lead'
import { bodyOf, NOTHING, type Draft } from '../draft'
import { sourceName, SOURCES } from '../words'
import css from './leads.module.css'
import { OwnerSelect } from './owner-select'

/** How another part of the house lets somebody who is known be chosen. */
export type PersonPicker = (props: { label: string; onChoose: (contact: Contact) => void }) => ReactNode

interface Props {
  opened: boolean
  onClose: () => void
  onOpen: (id: string) => void
  /** Without: whom it is for is known. */
  picker?: PersonPicker
  of?: Pick<Contact, 'id' | 'name'>
}

/** Somebody who may come to buy: known already, or new. Mounted for each opening. */
export function LeadDialog({ opened, onClose, onOpen, picker, of }: Props) {
  const { user } = useSession()
  const open = useOpenLead()
  // The same for every attempt at the same words.
  const [key, setKey] = useState(uuid)
  const [values, setValues] = useState<Draft>({ ...NOTHING, contact: of ?? null, ownerId: user.id })
  const [tried, setTried] = useState(false)
  const [failure, setFailure] = useState<unknown>(null)
  const inTheWay = isApiError(failure, 'sales.lead.already_open') ? failure.leadId : null
  const set = (changes: Partial<Draft>) => {
    setFailure(null)
    setKey(uuid())
    setValues((before) => ({ ...before, ...changes }))
  }
  const refused = isApiError(failure) ? failure.errors : {}
  const refusal = (field: string) => (refused[field] ? describeFieldError(refused[field]) : null)
  const wrongAmount = values.amount.trim() !== '' && parseAmount(values.amount) === null

  const submit = async () => {
    setTried(true)
    setFailure(null)
    const body = bodyOf(values)
    if (!body || wrongAmount) return
    try {
      const lead = await open.mutateAsync({ body, key })
      notifyDone(t`Lead criado.`)
      onClose()
      onOpen(lead.id)
    } catch (error) {
      // Nothing came of it: sent again, it is another request.
      if (!isApiError(error) || !error.isTransient) setKey(uuid())
      setFailure(error)
    }
  }

  return (
    <FormDialog
      opened={opened}
      onClose={onClose}
      title={t`Novo lead`}
      submit={t`Criar lead`}
      size={560}
      busy={open.isPending}
      error={inTheWay ? null : failure}
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      {picker && <Who values={values} tried={tried} refusal={refusal} onChange={set} picker={picker} />}
      <TextInput
        data-autofocus={!picker || undefined}
        label={t`Interesse`}
        placeholder={t`O que a pessoa quer`}
        maxLength={200}
        value={values.interest}
        error={refusal('interest')}
        onChange={(event) => set({ interest: event.currentTarget.value })}
      />
      <div className={record.pair}>
        <TextInput
          label={t`Valor`}
          leftSection="R$"
          inputMode="decimal"
          placeholder="0,00"
          value={values.amount}
          error={tried && wrongAmount ? t`Informe um valor, como 1.234,56.` : refusal('amount')}
          onChange={(event) => set({ amount: event.currentTarget.value })}
        />
        <Select
          label={t`Origem`}
          value={values.source}
          data={SOURCES.map((value) => ({ value, label: sourceName(value) }))}
          onChange={(value) => set({ source: (value ?? 'other') as LeadSource })}
        />
      </div>
      <OwnerSelect value={values.ownerId} onChange={({ id }) => set({ ownerId: id })} />
      <Campaign values={values} onChange={set} refusal={refusal} />
      {inTheWay && (
        <div className={css.already} role="alert">
          <span>{t`Esta pessoa já tem um lead aberto.`}</span>
          <Button
            size="xs"
            variant="default"
            onClick={() => {
              onClose()
              onOpen(inTheWay)
            }}
          >
            {t`Abrir o lead`}
          </Button>
        </div>
      )}
    </FormDialog>
  )
}

interface PartProps {
  values: Draft
  refusal: (field: string) => string | null
  onChange: (changes: Partial<Draft>) => void
}

function Who(props: PartProps & { tried: boolean; picker: PersonPicker }) {
  const { values, tried, refusal, onChange, picker } = props
  const missing = tried && !bodyOf(values)
  return (
    <>
      <SegmentedControl
        aria-label={t`Quem é`}
        value={values.isNew ? 'new' : 'known'}
        data={[
          { value: 'known', label: t`Pessoa cadastrada` },
          { value: 'new', label: t`Pessoa nova` },
        ]}
        onChange={(value) => onChange({ isNew: value === 'new' })}
      />
      {values.isNew ? (
        <>
          <TextInput
            label={t`Nome`}
            autoComplete="off"
            maxLength={120}
            value={values.name}
            error={missing && !values.name.trim() ? t`Informe o nome.` : refusal('person.name')}
            onChange={(event) => onChange({ name: event.currentTarget.value })}
          />
          <div className={record.pair}>
            <TextInput
              label={t`Telefone`}
              placeholder="(11) 98765-4321"
              autoComplete="off"
              inputMode="tel"
              maxLength={40}
              value={values.phone}
              error={
                missing && values.name.trim()
                  ? t`Informe um telefone, e-mail, CPF ou CNPJ.`
                  : refusal('person.phone')
              }
              onChange={(event) => onChange({ phone: event.currentTarget.value })}
            />
            <TextInput
              label={t`E-mail`}
              autoComplete="off"
              inputMode="email"
              maxLength={254}
              value={values.email}
              error={refusal('person.email')}
              onChange={(event) => onChange({ email: event.currentTarget.value })}
            />
          </div>
          <TextInput
            label={t`CPF ou CNPJ`}
            autoComplete="off"
            maxLength={40}
            value={values.document}
            error={refusal('person.cpf') ?? refusal('person.cnpj')}
            onChange={(event) => onChange({ document: event.currentTarget.value })}
          />
        </>
      ) : values.contact ? (
        <div className={css.chosen}>
          <strong>{values.contact.name ?? t`Sem nome`}</strong>
          <Button size="xs" variant="default" onClick={() => onChange({ contact: null })}>
            {t`Trocar`}
          </Button>
        </div>
      ) : (
        <div>
          {picker({ label: t`Quem é?`, onChoose: (contact) => onChange({ contact }) })}
          {missing && <p role="alert" className={record.overdue}>{t`Escolha uma pessoa.`}</p>}
        </div>
      )}
    </>
  )
}

/** By which campaign they came, for whoever counts them; mostly nobody knows. */
function Campaign({ values, refusal, onChange }: PartProps) {
  const [shown, setShown] = useState(false)
  const { campaign } = values
  const fields = [
    ['source', t`Fonte`, 'utm_source'],
    ['medium', t`Mídia`, 'utm_medium'],
    ['name', t`Campanha`, 'utm_campaign'],
    ['term', t`Termo`, 'utm_term'],
    ['content', t`Conteúdo`, 'utm_content'],
  ] as const
  return (
    <>
      <Button
        className={css.fold}
        size="compact-sm"
        variant="subtle"
        color="neutral"
        aria-expanded={shown}
        leftSection={shown ? <IconChevronDown size={14} /> : <IconChevronRight size={14} />}
        onClick={() => setShown(!shown)}
      >
        {t`Campanha (UTM)`}
      </Button>
      {shown && (
        <div className={record.pair}>
          {fields.map(([field, label, name]) => (
            <TextInput
              key={field}
              label={label}
              placeholder={name}
              maxLength={200}
              value={campaign[field]}
              error={refusal(`campaign.${field}`)}
              onChange={(event) =>
                onChange({ campaign: { ...campaign, [field]: event.currentTarget.value } })
              }
            />
          ))}
        </div>
      )}
    </>
  )
}
