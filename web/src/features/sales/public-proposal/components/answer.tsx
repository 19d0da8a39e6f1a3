import { t } from '@lingui/core/macro'
import { type FormEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { PlainButton, PlainError, PlainField, PlainForm, PlainText } from '@/components/plain'
import { describeError } from '@/lib/api/error-catalogue'
import { isApiError } from '@/lib/api/problem'
import type { PublicProposal } from '@/lib/api/types'
import { formatMoney } from '@/lib/money'
import { shownInPlace } from '@/lib/mutations'
import { useAccept, useRefuse } from '../api/public-proposal'
import { cpfMask, isCpf } from '../cpf'
import css from './public-proposal.module.css'

interface Props {
  token: string
  proposal: PublicProposal
}

/** Always at hand: yes, or no. */
export function Answer({ token, proposal }: Props) {
  const [asked, setAsked] = useState<'accept' | 'refuse' | null>(null)
  const close = () => setAsked(null)
  return (
    <>
      <div className={css.answer}>
        <div className={css.answerRow}>
          <PlainButton quiet onClick={() => setAsked('refuse')}>
            {t`Recusar`}
          </PlainButton>
          <PlainButton onClick={() => setAsked('accept')}>{t`Aceitar proposta`}</PlainButton>
        </div>
      </div>
      {asked === 'accept' && <Accept token={token} proposal={proposal} onClose={close} />}
      {asked === 'refuse' && <Refuse token={token} onClose={close} />}
    </>
  )
}

function Accept({ token, proposal, onClose }: Props & { onClose: () => void }) {
  const accept = useAccept(token)
  const { contentHash, companyName, number, total, customerName } = proposal
  const [values, setValues] = useState({ name: customerName ?? '', cpf: '' })
  const [tried, setTried] = useState(false)
  const refused = isApiError(accept.error, 'people.cpf.invalid') ? describeError(accept.error).message : null
  const wrong = {
    name: values.name.trim().length < 3 ? t`Escreva o seu nome completo.` : null,
    cpf: isCpf(values.cpf) ? refused : t`Este CPF não existe. Confira os números.`,
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (wrong.name || !isCpf(values.cpf) || accept.isPending) return
    void accept.mutateAsync({ name: values.name.trim(), cpf: values.cpf, contentHash }).catch(shownInPlace)
  }
  return (
    <Sheet title={t`Aceitar a proposta nº ${number}`} onClose={onClose}>
      <PlainForm onSubmit={submit}>
        <p className={css.total}>{formatMoney(total)}</p>
        <PlainField
          label={t`Seu nome completo`}
          autoComplete="name"
          maxLength={120}
          value={values.name}
          error={tried ? wrong.name : null}
          onChange={(event) => setValues({ ...values, name: event.target.value })}
        />
        <PlainField
          label={t`Seu CPF`}
          inputMode="numeric"
          autoComplete="off"
          placeholder="000.000.000-00"
          value={values.cpf}
          error={tried ? wrong.cpf : null}
          onChange={(event) => setValues({ ...values, cpf: cpfMask(event.target.value) })}
        />
        <p className={css.small}>
          {t`Como prova do aceite, ${companyName} guarda seu nome, CPF, a data e a hora, o endereço de rede e o resumo exato desta versão.`}
        </p>
        {accept.isError && !refused && <PlainError error={accept.error} />}
        <div className={css.answerRow}>
          <PlainButton quiet onClick={onClose}>
            {t`Voltar`}
          </PlainButton>
          <PlainButton type="submit">{accept.isPending ? t`Enviando…` : t`Aceitar`}</PlainButton>
        </div>
      </PlainForm>
    </Sheet>
  )
}

function Refuse({ token, onClose }: { token: string; onClose: () => void }) {
  const refuse = useRefuse(token)
  const [reason, setReason] = useState('')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!refuse.isPending) void refuse.mutateAsync(reason.trim() || null).catch(shownInPlace)
  }
  return (
    <Sheet title={t`Recusar a proposta`} onClose={onClose}>
      <PlainForm onSubmit={submit}>
        <PlainText
          label={t`O que faltou? (se quiser contar)`}
          rows={4}
          maxLength={1000}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
        {refuse.isError && <PlainError error={refuse.error} />}
        <div className={css.answerRow}>
          <PlainButton quiet onClick={onClose}>
            {t`Voltar`}
          </PlainButton>
          <PlainButton type="submit">{refuse.isPending ? t`Enviando…` : t`Recusar`}</PlainButton>
        </div>
      </PlainForm>
    </Sheet>
  )
}

/** The browser's own dialogue: it keeps the focus, and Esc closes it. */
function Sheet({ title, onClose, children }: { title: string; onClose: () => void; children: ReactNode }) {
  const id = useId()
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => dialog.current?.showModal(), [])
  return (
    <dialog ref={dialog} className={css.dialog} aria-labelledby={id} onClose={onClose}>
      <h2 className={css.subtitle} id={id}>
        {title}
      </h2>
      {children}
    </dialog>
  )
}
