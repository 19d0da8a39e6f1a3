import '@/lib/api/error-catalogue-lead-form'
import { t } from '@lingui/core/macro'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { PageTitle, PlainButton, PlainError, PlainSkeleton, PublicPage } from '@/components/plain'
import { describeError, describeFieldError } from '@/lib/api/error-catalogue'
import { isApiError } from '@/lib/api/problem'
import type { PublicLeadForm } from '@/lib/api/types'
import { shownInPlace } from '@/lib/mutations'
import { useTitle } from '@/lib/use-title'
import { uuid } from '@/lib/uuid'
import { getPublicLeadForm, useSendLeadForm } from '../api/public-lead-form'
import { type Entry, missingIn, NOTHING, toBody } from '../entry'
import { FormView } from './form-view'
import css from './lead-form.module.css'

/** Anybody who has the link says who they are and what they want. */
export function PublicLeadFormPage({ token }: { token: string }) {
  const query = useQuery(getPublicLeadForm(token))
  useTitle(query.data?.title ?? t`Formulário`)
  if (query.isPending)
    return (
      <PublicPage>
        <PlainSkeleton width="50%" height={20} />
        <PlainSkeleton width="80%" height={32} />
        <PlainSkeleton height={44} />
        <PlainSkeleton height={44} />
        <PlainSkeleton height={44} />
      </PublicPage>
    )
  if (!query.data)
    return (
      <PublicPage>
        <PageTitle title={t`Formulário`} />
        <PlainError
          error={query.error}
          onRetry={
            isApiError(query.error) && query.error.status === 404 ? undefined : () => void query.refetch()
          }
        />
      </PublicPage>
    )
  return (
    <PublicPage>
      <Form token={token} form={query.data} onOutdated={() => void query.refetch()} />
    </PublicPage>
  )
}

interface Props {
  token: string
  form: PublicLeadForm
  onOutdated: () => void
}

function Form({ token, form, onOutdated }: Props) {
  const send = useSendLeadForm(token)
  const [entry, setEntry] = useState(NOTHING)
  // The same for every attempt at the same words: sent again after the connection broke, it is one.
  const [entryId, setEntryId] = useState(uuid)
  const [tried, setTried] = useState(false)
  const change = (next: Entry) => {
    setEntry(next)
    setEntryId(uuid())
    send.reset()
  }
  if (send.data)
    return (
      <>
        <p className={css.company}>{form.companyName}</p>
        <div role="status">
          <PageTitle
            title={t`Recebemos o seu contato`}
            lead={<span className={css.thanks}>{send.data.thanks ?? t`Em breve respondemos.`}</span>}
          />
        </div>
        <PlainButton
          quiet
          onClick={() => {
            setTried(false)
            change(NOTHING)
          }}
        >
          {t`Enviar outro`}
        </PlainButton>
      </>
    )
  const missing = missingIn(form, entry)
  const refused = refusedIn(send.error)
  const wrong = (field: 'name' | 'phone' | 'email' | 'message') =>
    (tried ? missing[field] : null) ?? refused[field]
  const submit = () => {
    setTried(true)
    if (Object.values(missing).some(Boolean) || send.isPending) return
    const body = toBody(form, entry, {
      entryId,
      version: form.version,
      query: window.location.search,
      referrer: document.referrer,
    })
    void send.mutateAsync(body).catch((error: unknown) => {
      if (isApiError(error, 'sales.lead_form.changed')) onOutdated()
      shownInPlace()
    })
  }
  return (
    <FormView
      form={form}
      entry={entry}
      wrong={{ name: wrong('name'), phone: wrong('phone'), email: wrong('email'), message: wrong('message') }}
      busy={send.isPending}
      privacyUrl={form.privacyUrl}
      onChange={change}
      onSubmit={submit}
    >
      {send.isError && Object.keys(refused).length === 0 && <PlainError error={send.error} />}
    </FormView>
  )
}

/** What the server says of a field, beside it. */
function refusedIn(error: unknown): Partial<Record<keyof Entry, string>> {
  if (isApiError(error, 'people.phone.invalid')) return { phone: describeError(error).message }
  if (isApiError(error, 'people.email.invalid')) return { email: describeError(error).message }
  if (!isApiError(error)) return {}
  return Object.fromEntries(
    Object.entries(error.errors)
      .filter(([field]) => field in NOTHING)
      .map(([field, sentences]) => [field, describeFieldError(sentences)]),
  )
}
