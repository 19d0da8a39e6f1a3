import { t } from '@lingui/core/macro'
import { kindName } from '@/lib/message-words'

/** Of what no open page tells by itself. */
type Elsewhere =
  | 'lead_form'
  | 'lead_step'
  | 'opportunity_step'
  | 'proposal_viewed'
  | 'proposal_accepted'
  | 'proposal_refused'
  | 'proposal_paid'

/** What a browser is told; the conversation, what is to be followed up, or the test, is its subject. */
export interface AlertText {
  reason: 'message' | 'mention' | 'assigned' | 'test' | Elsewhere
  subject: string
  customer?: string
  /** The beginning of the last message, or of one without words its kind in angle brackets; of a reminder, what is to be done; of a form, its name. */
  words?: string
}

/** Whether it is told although a page is before one's eyes. */
export const isOfElsewhere = ({ reason }: AlertText) =>
  !['message', 'mention', 'assigned', 'test'].includes(reason)

/** The page that shows what it is about; of a test there is none. */
export function alertPath({ reason, subject }: AlertText): string | undefined {
  switch (reason) {
    case 'test':
      return undefined
    case 'lead_form':
    case 'lead_step':
      return `/comercial/leads/${subject}`
    case 'opportunity_step':
      return `/comercial/oportunidades/${subject}`
    case 'proposal_viewed':
    case 'proposal_accepted':
    case 'proposal_refused':
    case 'proposal_paid':
      return `/comercial/propostas/${subject}`
    default:
      return `/atendimento?conversa=${subject}`
  }
}

/** As a notification says it. Without the customer's name it says nothing of them. */
export function alertWords({ reason, customer, words }: AlertText): { title: string; body: string } {
  const who = customer ?? t`um cliente`
  const [, kind] = /^<([a-z_]+)>$/.exec(words ?? '') ?? []
  const said = kind === undefined ? (words ?? '') : kind === 'image' ? t`Foto` : kindName(kind)
  switch (reason) {
    case 'test':
      return { title: t`Teste de alerta`, body: t`Os avisos do CleanApp chegam neste aparelho.` }
    case 'mention':
      return { title: t`Um colega chamou você`, body: t`Na conversa com ${who}.` }
    case 'assigned':
      return {
        title: t`Uma conversa é sua agora`,
        body: customer ? `${customer}: ${said}` : t`De um cliente.`,
      }
    case 'lead_form':
      return {
        title: customer ? t`${customer} preencheu um formulário` : t`Um formulário foi preenchido`,
        body: words ? t`Pelo formulário ${words}.` : t`Toque para ver de quem é.`,
      }
    case 'lead_step':
    case 'opportunity_step':
      return {
        title: words ?? t`Está na hora do próximo passo`,
        body: customer ? t`Agora, com ${customer}.` : t`Toque para ver de quem é.`,
      }
    case 'proposal_viewed':
      return { title: t`Proposta aberta`, body: t`Por ${who}.` }
    case 'proposal_accepted':
      return { title: t`Proposta aceita`, body: t`Por ${who}.` }
    case 'proposal_refused':
      return { title: t`Proposta recusada`, body: t`Por ${who}.` }
    case 'proposal_paid':
      return { title: t`Proposta paga`, body: t`Por ${who}, por Pix.` }
    default:
      return { title: customer ?? t`Nova mensagem`, body: said || t`Um cliente escreveu.` }
  }
}
