import { t } from '@lingui/core/macro'
import type { Tone } from '@/components/ui'
import type { Conversation, ConversationItem, ConversationMessage, ConversationStatus } from '@/lib/api/types'
import { kindName, previewWords as wordsOfPreview } from '@/lib/message-words'
import { formatElapsed, formatMoment } from '@/lib/time'
import { priorityWords } from '../support-tickets/words'
import type { ConversationFilter } from './api/browse-conversations'
import type { Refusal } from './outgoing'

export type View = ConversationFilter['view']
type GivenReason = NonNullable<ConversationItem['reason']>

export const VIEWS: View[] = ['mine', 'unassigned', 'waiting', 'mentions', 'all']
export const STATUSES: ConversationStatus[] = ['open', 'pending', 'snoozed', 'resolved']

export function viewName(view: View): string {
  return {
    mine: t`Minhas`,
    unassigned: t`Sem dono`,
    waiting: t`Esperando`,
    mentions: t`Menções`,
    all: t`Todas`,
  }[view]
}

export function statusWords(status: ConversationStatus): { label: string; many: string; tone: Tone } {
  return {
    open: { label: t`Aberta`, many: t`Abertas`, tone: 'ok' as const },
    pending: { label: t`Pendente`, many: t`Pendentes`, tone: 'warn' as const },
    snoozed: { label: t`Adiada`, many: t`Adiadas`, tone: 'info' as const },
    resolved: { label: t`Resolvida`, many: t`Resolvidas`, tone: 'neutral' as const },
  }[status]
}

/** The server counts to a hundred and then stops. */
export const countWords = (count: number) => (count >= 100 ? '99+' : String(count))

export function customerName({ customer }: Pick<Conversation, 'customer'>): string {
  return customer?.name?.trim() || customer?.phone || t`Cliente sem número`
}

export const previewWords = (preview: string | null) =>
  preview === null ? t`Conversa apagada` : wordsOfPreview(preview)

/** A message in one line, where another answers it. */
export const quoteWords = ({ text, kind, erased }: ConversationMessage) =>
  erased ? t`Mensagem apagada` : (text ?? kindName(kind))

/** "Ana Maria de Souza" → "AS". */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/).filter(Boolean)
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined]
  return letters
    .map((word) => (word ? [...word][0]! : ''))
    .join('')
    .toLocaleUpperCase('pt-BR')
}

const elapsedWords = (seconds: number) => formatElapsed(new Date(0).toISOString(), seconds * 1000)

/** Why this person: by what rule, and what they had at that moment of what they can have. */
function givenWords(to: string, { by, load, capacity }: GivenReason, seconds: number): string {
  const why = {
    return: t`já atendia este cliente`,
    round_robin: t`rodízio (${load} de ${capacity})`,
    least_loaded: t`menos conversas abertas (${load} de ${capacity})`,
  }[by]
  const waited = elapsedWords(seconds)
  return seconds < 60
    ? t`Atribuída a ${to} — ${why}`
    : t`Atribuída a ${to} — ${why}, depois de ${waited} de espera`
}

/** Who did what to the conversation; without a name, it came about by itself. */
export function changeWords(item: ConversationItem): string {
  const { change, author, subject, until, priority, reason, waitedSeconds } = item
  const by = author?.name
  const to = subject?.name ?? ''
  const waited = elapsedWords(waitedSeconds ?? 0)
  switch (change) {
    case 'opened':
      return by ? t`${by} reabriu a conversa` : t`A conversa voltou a ficar aberta`
    case 'held':
      return by ? t`${by} deixou a conversa pendente` : t`A conversa ficou pendente`
    case 'snoozed':
      if (until === null) return by ? t`${by} adiou até o cliente escrever` : t`Adiada até o cliente escrever`
      return by ? t`${by} adiou até ${formatMoment(until)}` : t`Adiada até ${formatMoment(until)}`
    case 'resolved':
      return by ? t`Resolvida por ${by}` : t`Resolvida`
    case 'assigned':
      if (reason) return givenWords(to, reason, waitedSeconds ?? 0)
      if (author?.id === subject?.id) return t`${to} assumiu`
      return by ? t`${by} passou a conversa para ${to}` : t`A conversa passou para ${to}`
    case 'unattended':
      return to
        ? t`${to} está ausente e ninguém atende há ${waited}: quem coordena foi avisado`
        : t`Sem dono há ${waited}: quem coordena foi avisado`
    case 'released':
      return by ? t`${by} devolveu a conversa à equipe` : t`A conversa voltou para a equipe`
    case 'moved':
      return by ? t`${by} moveu a conversa para a equipe ${to}` : t`A conversa passou para a equipe ${to}`
    case 'schedule_missed':
      return t`Uma mensagem agendada não pôde ser enviada`
    case 'prioritised': {
      const level = priorityWords(priority ?? 'normal').label.toLocaleLowerCase('pt-BR')
      return by ? t`${by} mudou a prioridade para ${level}` : t`A prioridade passou para ${level}`
    }
    case 'labelled':
      if (!to) return by ? t`${by} pôs uma etiqueta que não existe mais` : t`Etiqueta posta`
      return by ? t`${by} pôs a etiqueta ${to}` : t`Etiqueta ${to} posta`
    case 'unlabelled':
      if (!to) return by ? t`${by} tirou uma etiqueta que não existe mais` : t`Etiqueta tirada`
      return by ? t`${by} tirou a etiqueta ${to}` : t`Etiqueta ${to} tirada`
    case 'ticket_opened':
      return by ? t`${by} abriu o chamado nº ${to}` : t`Chamado nº ${to} aberto`
    case 'ticket_linked':
      return by ? t`${by} ligou a conversa ao chamado nº ${to}` : t`Conversa ligada ao chamado nº ${to}`
    default:
      return t`A conversa mudou`
  }
}

/** Why a file that was chosen, pasted or dropped is not sent. */
export function refusalWords(name: string, refusal: Refusal): string {
  if (refusal === 'type')
    return t`“${name}”: o WhatsApp não leva arquivos deste tipo. Use foto, áudio, vídeo, PDF ou documento do Office.`
  if (refusal === 'empty') return t`“${name}” está vazio. Escolha outro arquivo.`
  return t`“${name}” é grande demais: use um arquivo de até ${refusal.megabytes} MB.`
}
