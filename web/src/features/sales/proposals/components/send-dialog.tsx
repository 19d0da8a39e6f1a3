import { t } from '@lingui/core/macro'
import { Button, Modal, SegmentedControl, Textarea, TextInput } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import { CopyField, ErrorState } from '@/components/ui'
import { isApiError } from '@/lib/api/problem'
import type { Proposal, ProposalSending } from '@/lib/api/types'
import { config } from '@/lib/config'
import { uuid } from '@/lib/uuid'
import { customerWords } from '../../opportunities/words'
import { useSendProposal, type Seen } from '../api/change-proposal'
import css from './proposals.module.css'

interface Props {
  proposal: Proposal
  seen: Seen
  opened: boolean
  onClose: () => void
}

type Via = ProposalSending['via']

/** By which way the customer gets the link; what was sent cannot be changed any more. */
export function SendDialog({ proposal, seen, opened, onClose }: Props) {
  // Of what it was opened for: once sent, it is none any more.
  const [isDraft] = useState(proposal.current.status === 'draft')
  const [sent, setSent] = useState<{ via: Via; link: string | null } | null>(null)
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={sent ? t`Proposta enviada` : isDraft ? t`Enviar a proposta` : t`Enviar o link de novo`}
      size={520}
      closeOnClickOutside={sent !== null}
    >
      {sent ? (
        <Sent {...sent} onClose={onClose} />
      ) : (
        <Form proposal={proposal} seen={seen} isDraft={isDraft} onClose={onClose} onSent={setSent} />
      )}
    </Modal>
  )
}

function Form({
  proposal,
  seen,
  isDraft,
  onClose,
  onSent,
}: Omit<Props, 'opened'> & {
  isDraft: boolean
  onSent: (sent: { via: Via; link: string | null }) => void
}) {
  const send = useSendProposal()
  const [via, setVia] = useState<Via>(isDraft ? 'link' : 'whatsapp')
  const [to, setTo] = useState('')
  const [text, setText] = useState('')
  const [tried, setTried] = useState(false)
  // The same for every click of the same words: a second one, after a lost answer, is not a second message.
  const [key, setKey] = useState(uuid)
  const customer = customerWords(proposal)
  const wrong = via === 'email' && to.trim() !== '' && !/^\S+@\S+\.\S+$/.test(to.trim())
  const change =
    <T,>(set: (value: T) => void) =>
    (value: T) => {
      set(value)
      setKey(uuid())
      send.reset()
    }

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (wrong || send.isPending) return
    const body: ProposalSending = {
      via,
      ...(via === 'email' && to.trim() ? { to: to.trim() } : {}),
      ...(via !== 'link' && text.trim() ? { text: text.trim() } : {}),
    }
    try {
      const { current } = await send.mutateAsync({ seen, to: { body, key } })
      onSent({ via, link: current.link })
    } catch {
      // Shown below.
    }
  }
  return (
    <form noValidate className={css.sending} onSubmit={(event) => void submit(event)}>
      <SegmentedControl
        fullWidth
        aria-label={t`Por onde`}
        value={via}
        onChange={change<string>((value) => setVia(value as Via))}
        data={[
          ...(isDraft ? [{ value: 'link', label: t`Só o link` }] : []),
          { value: 'whatsapp', label: t`WhatsApp` },
          ...(config().mail ? [{ value: 'email', label: t`E-mail` }] : []),
        ]}
      />
      <p className={css.hint}>
        {
          {
            link: t`Você recebe o endereço da proposta e o manda como quiser.`,
            whatsapp: customer
              ? t`Vai na conversa mais recente com ${customer}, com o link no fim.`
              : t`Vai na conversa mais recente com o cliente, com o link no fim.`,
            email: t`Vai um e-mail com o link da proposta.`,
          }[via]
        }
      </p>
      {via === 'email' && (
        <TextInput
          type="email"
          label={t`E-mail do cliente`}
          description={t`Em branco, vai para o e-mail do cadastro.`}
          maxLength={254}
          value={to}
          error={tried && wrong ? t`Informe um e-mail válido, como nome@empresa.com.br.` : null}
          onChange={(event) => change(setTo)(event.currentTarget.value)}
        />
      )}
      {via !== 'link' && (
        <Textarea
          label={t`Mensagem (se quiser)`}
          autosize
          minRows={2}
          maxRows={8}
          maxLength={1000}
          value={text}
          onChange={(event) => change(setText)(event.currentTarget.value)}
        />
      )}
      {isDraft && (
        <p className={css.hint}>
          {t`Depois de enviada, esta versão não muda mais: para mudar algo, faça outra versão.`}
        </p>
      )}
      {send.error && (
        <>
          <ErrorState error={send.error} />
          {isApiError(send.error, 'channels.message.window_closed') && (
            <Elsewhere link={proposal.current.link} />
          )}
        </>
      )}
      <div className={css.sendingActs}>
        <Button variant="default" onClick={onClose}>
          {t`Voltar`}
        </Button>
        <Button type="submit" data-autofocus loading={send.isPending}>
          {via === 'link' ? t`Criar o link` : t`Enviar`}
        </Button>
      </div>
    </form>
  )
}

/** What else there is, when WhatsApp carries nothing but templates. */
function Elsewhere({ link }: { link: string | null }) {
  if (link)
    return (
      <>
        <p className={css.hint}>{t`Copie o link e mande-o como quiser.`}</p>
        <CopyField text={link} label={t`Copiar link`} />
      </>
    )
  return (
    <p className={css.hint}>
      {config().mail
        ? t`Escolha o e-mail ou o link acima.`
        : t`Escolha acima só o link, e mande-o como quiser.`}
    </p>
  )
}

function Sent({ via, link, onClose }: { via: Via; link: string | null; onClose: () => void }) {
  return (
    <div className={css.sending}>
      <p role="status">
        {via === 'link'
          ? t`Mande este endereço ao cliente. Esta página mostra quando ele abrir, aceitar ou recusar.`
          : t`A mensagem está a caminho. Esta página mostra quando o cliente abrir, aceitar ou recusar.`}
      </p>
      {link && <CopyField text={link} label={t`Copiar link`} />}
      <div className={css.sendingActs}>
        <Button onClick={onClose}>{t`Fechar`}</Button>
      </div>
    </div>
  )
}
