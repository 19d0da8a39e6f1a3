import { t } from '@lingui/core/macro'
import { kindName } from '@/lib/message-words'

/** What a browser is told; the conversation, what is to be followed up, or the test, is its subject. */
export interface AlertText {
  reason: 'message' | 'mention' | 'assigned' | 'lead_step' | 'opportunity_step' | 'test'
  subject: string
  customer?: string
  /** The beginning of the last message, or of one without words its kind in angle brackets; of a reminder, what is to be done. */
  words?: string
}

export const isReminder = ({ reason }: AlertText) => reason === 'lead_step' || reason === 'opportunity_step'

/** The page that shows what it is about; of a test there is none. */
export function alertPath({ reason, subject }: AlertText): string | undefined {
  switch (reason) {
    case 'test':
      return undefined
    case 'lead_step':
      return `/comercial/leads/${subject}`
    case 'opportunity_step':
      return `/comercial/oportunidades/${subject}`
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
    case 'lead_step':
    case 'opportunity_step':
      return {
        title: words ?? t`Está na hora do próximo passo`,
        body: customer ? t`Agora, com ${customer}.` : t`Toque para ver de quem é.`,
      }
    default:
      return { title: customer ?? t`Nova mensagem`, body: said || t`Um cliente escreveu.` }
  }
}
