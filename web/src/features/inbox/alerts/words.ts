import { t } from '@lingui/core/macro'
import { kindName } from '@/lib/message-words'

/** What a browser is told; the conversation, or the test, is its subject. */
export interface AlertText {
  reason: 'message' | 'mention' | 'assigned' | 'test'
  subject: string
  customer?: string
  /** The beginning of the last message; of one without words, its kind in angle brackets. */
  words?: string
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
    default:
      return { title: customer ?? t`Nova mensagem`, body: said || t`Um cliente escreveu.` }
  }
}
