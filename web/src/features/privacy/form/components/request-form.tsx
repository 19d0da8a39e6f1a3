import { t } from '@lingui/core/macro'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import {
  PageTitle,
  PlainButton,
  PlainChoice,
  PlainError,
  PlainField,
  PlainFoot,
  PlainForm,
  PlainSkeleton,
  PlainText,
  PublicPage,
} from '@/components/plain'
import { copyText } from '@/lib/copy'
import { formatDay } from '@/lib/time'
import { kindName, REQUEST_KINDS, type RequestKind } from '../../words'
import { openForm, useSubmitRequest } from '../api/form'

export function RequestForm({ token }: { token: string }) {
  const form = useQuery(openForm(token))
  const submit = useSubmitRequest(token)
  const [values, setValues] = useState({ kind: 'access' as RequestKind, name: '', reach: '', message: '' })
  const [tried, setTried] = useState(false)
  const [copied, setCopied] = useState(false)

  if (form.isPending) {
    return (
      <PublicPage>
        <PlainSkeleton width={220} height={28} />
        <PlainSkeleton height={44} />
        <PlainSkeleton height={44} />
      </PublicPage>
    )
  }
  if (!form.data) {
    return (
      <PublicPage>
        <PageTitle title={t`Seus dados`} />
        <PlainError error={form.error} onRetry={() => void form.refetch()} />
      </PublicPage>
    )
  }
  const { companyName, answerInDays } = form.data

  if (submit.data) {
    const { protocol, dueAt, statusUrl } = submit.data
    const day = formatDay(dueAt)
    return (
      <PublicPage>
        <div role="status">
          <PageTitle title={t`Pedido recebido`} lead={t`Protocolo ${protocol}`} />
        </div>
        <p>{t`${companyName} vai conferir que é você mesmo, pelo contato que deixou, e responder até ${day}.`}</p>
        <p>
          <a href={statusUrl}>{t`Acompanhar o pedido`}</a>
        </p>
        <PlainButton quiet onClick={async () => setCopied(await copyText(statusUrl))}>
          <span aria-live="polite">{copied ? t`Endereço copiado` : t`Copiar o endereço`}</span>
        </PlainButton>
        <PlainFoot>{t`Guarde este endereço: ele mostra o andamento e não aparece de novo.`}</PlainFoot>
      </PublicPage>
    )
  }

  const problems = {
    name: values.name.trim() === '' ? t`Digite seu nome.` : null,
    reach: values.reach.trim() === '' ? t`Digite um telefone ou e-mail para a resposta.` : null,
  }
  const set = (name: keyof typeof values) => (event: { target: { value: string } }) =>
    setValues({ ...values, [name]: event.target.value })
  const send = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (Object.values(problems).some(Boolean) || submit.isPending) return
    submit.mutate({
      kind: values.kind,
      name: values.name.trim(),
      reach: values.reach.trim(),
      message: values.message.trim() || null,
    })
  }
  return (
    <PublicPage>
      <PageTitle
        title={t`Seus dados com ${companyName}`}
        lead={t`Peça o que quiser sobre os seus dados. A resposta vem em até ${answerInDays} dias, sem custo.`}
      />
      <PlainForm onSubmit={send}>
        <PlainChoice
          label={t`O que você quer?`}
          value={values.kind}
          onChange={set('kind')}
          options={REQUEST_KINDS.map((kind) => ({ value: kind, label: kindName(kind) }))}
        />
        <PlainField
          label={t`Seu nome`}
          autoComplete="name"
          maxLength={120}
          value={values.name}
          onChange={set('name')}
          error={tried ? problems.name : null}
        />
        <PlainField
          label={t`Telefone ou e-mail`}
          hint={t`Para conferir que é você e enviar a resposta.`}
          maxLength={254}
          value={values.reach}
          onChange={set('reach')}
          error={tried ? problems.reach : null}
        />
        <PlainText
          label={t`Mensagem (se quiser)`}
          maxLength={2000}
          rows={4}
          value={values.message}
          onChange={set('message')}
        />
        {submit.isError && <PlainError error={submit.error} />}
        <PlainButton type="submit" disabled={submit.isPending}>
          {submit.isPending ? t`Enviando…` : t`Enviar pedido`}
        </PlainButton>
      </PlainForm>
      <PlainFoot>{t`O que você escrever fica cifrado e só é visto por quem cuida do pedido.`}</PlainFoot>
    </PublicPage>
  )
}
