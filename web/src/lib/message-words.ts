import { t } from '@lingui/core/macro'
import type { Tone } from '@/components/ui'
import type {
  InboundMessage,
  MediaKind,
  MessageClass,
  OutboundDetails,
  OutboundStatus,
} from '@/lib/api/types'

export const STATUSES: OutboundStatus[] = [
  'queued',
  'sending',
  'accepted',
  'sent',
  'delivered',
  'read',
  'played',
  'failed',
  'unknown',
  'needs_review',
  'abandoned',
  'withdrawn',
]

/** How many ticks a message has, as the customer's own application shows them. */
export type Ticks = 'clock' | 'one' | 'two' | 'read' | 'cross' | 'question'

export function statusWords(status: OutboundStatus): { label: string; tone: Tone; ticks: Ticks } {
  const words: Record<OutboundStatus, { label: string; tone: Tone; ticks: Ticks }> = {
    queued: { label: t`Na fila`, tone: 'neutral', ticks: 'clock' },
    sending: { label: t`Enviando`, tone: 'neutral', ticks: 'clock' },
    accepted: { label: t`Aceita pela Meta`, tone: 'neutral', ticks: 'one' },
    sent: { label: t`Enviada`, tone: 'info', ticks: 'one' },
    delivered: { label: t`Entregue`, tone: 'ok', ticks: 'two' },
    read: { label: t`Lida`, tone: 'ok', ticks: 'read' },
    played: { label: t`Ouvida`, tone: 'ok', ticks: 'read' },
    failed: { label: t`Não entregue`, tone: 'danger', ticks: 'cross' },
    unknown: { label: t`Sem confirmação`, tone: 'warn', ticks: 'question' },
    needs_review: { label: t`A decidir`, tone: 'warn', ticks: 'question' },
    abandoned: { label: t`Desistida`, tone: 'neutral', ticks: 'cross' },
    withdrawn: { label: t`Envio desfeito`, tone: 'neutral', ticks: 'cross' },
  }
  return words[status]
}

/** Meta's own words for what it reports of a message. */
export function eventWords(status: string): string {
  const known: Record<string, string> = {
    sent: t`Enviada`,
    delivered: t`Entregue`,
    read: t`Lida`,
    played: t`Ouvida`,
    failed: t`Não entregue`,
  }
  return known[status] ?? t`Outro aviso da Meta`
}

export function attemptWords(state: OutboundDetails['attempts'][number]['state']): string {
  return {
    sending: t`Em andamento`,
    accepted: t`A Meta aceitou`,
    refused: t`A Meta recusou`,
    not_sent: t`Não saiu`,
    unknown: t`Sem resposta clara`,
  }[state]
}

export function mediaName(kind: MediaKind): string {
  return {
    image: t`Imagem`,
    audio: t`Áudio`,
    video: t`Vídeo`,
    document: t`Documento`,
    sticker: t`Figurinha`,
  }[kind]
}

/** What was sent or received; a kind that is new at Meta is still a message. */
export function kindName(kind: string): string {
  const known: Record<string, string> = {
    text: t`Texto`,
    image: t`Imagem`,
    audio: t`Áudio`,
    voice: t`Áudio`,
    video: t`Vídeo`,
    document: t`Documento`,
    sticker: t`Figurinha`,
    template: t`Modelo`,
    interactive: t`Botões ou lista`,
    button_reply: t`Escolha de um botão`,
    list_reply: t`Escolha de uma lista`,
    nfm_reply: t`Formulário respondido`,
    button: t`Botão de um modelo`,
    location: t`Localização`,
    contacts: t`Contato`,
    reaction: t`Reação`,
    order: t`Pedido`,
    system: t`Aviso do WhatsApp`,
    edit: t`Mensagem editada`,
    revoke: t`Mensagem apagada`,
    unsupported: t`Tipo que a Meta não entrega`,
  }
  return known[kind] ?? t`Mensagem`
}

export const CLASSES: MessageClass[] = ['reply', 'utility', 'code', 'marketing', 'sensitive']

/** What a message is decides what is done when nobody can tell whether it went. */
export function classWords(kind: MessageClass): { label: string; inDoubt: string } {
  return {
    reply: {
      label: t`Resposta`,
      inDoubt: t`Na dúvida se chegou, fica em A decidir e uma pessoa escolhe.`,
    },
    utility: {
      label: t`Aviso`,
      inDoubt: t`Na dúvida se chegou, vai mais uma vez, marcada como possível duplicada.`,
    },
    code: {
      label: t`Código`,
      inDoubt: t`Vale por 10 minutos. Na dúvida se chegou, não vai de novo: o cliente pede outro.`,
    },
    marketing: { label: t`Oferta`, inDoubt: t`Na dúvida se chegou, não vai de novo.` },
    sensitive: {
      label: t`Dinheiro ou agenda`,
      inDoubt: t`Na dúvida se chegou, nunca se repete sozinha: uma pessoa escolhe.`,
    },
  }[kind]
}

/** Why a message failed or waits: Meta's code, a word of ours, or else Meta's own sentence. */
export function reasonWords(code: number | null, reason: string | null): string | null {
  const byWord = reason === null ? undefined : wordSentence(reason)
  if (byWord) return byWord
  const byCode = code === null ? undefined : codeSentence(code)
  if (byCode) return byCode
  if (code !== null && code >= 0)
    return reason ? t`A Meta disse: “${reason}” (código ${code}).` : t`A Meta recusou (código ${code}).`
  return reason && t`A Meta disse: “${reason}”.`
}

function wordSentence(reason: string): string | undefined {
  const [, http] = /^http_(\d{3})$/.exec(reason) ?? []
  if (http) return t`A Meta respondeu com um erro sem explicação (${http}).`
  const [, code] = /^code_(\d+)$/.exec(reason) ?? []
  if (code)
    return codeSentence(Number(code)) ?? t`A Meta respondeu que não sabe o que houve (código ${code}).`
  const known: Record<string, string> = {
    window_closed: t`Faz mais de 24 horas que o cliente não escreve. Envie um modelo.`,
    consent_refused: t`A pessoa cancelou o consentimento para ofertas.`,
    expired: t`O prazo passou antes de ela poder sair.`,
    interrupted: t`O envio foi interrompido no meio. Não dá para saber se a Meta recebeu.`,
    timeout: t`A Meta demorou demais para responder.`,
    reset: t`A conexão caiu antes da resposta da Meta.`,
    cancelled: t`O envio foi interrompido no meio.`,
    connect: t`Não foi possível chegar à Meta. Confira a internet do servidor.`,
    dns: t`O servidor não encontrou o endereço da Meta. Confira a internet do servidor.`,
    tls: t`A conexão segura com a Meta falhou.`,
    no_id: t`A Meta respondeu sem dizer se aceitou.`,
    unreadable: t`A resposta da Meta veio ilegível.`,
    damaged: t`O que estava guardado não abre mais. Escreva a mensagem de novo.`,
    no_recipient: t`Falta o destinatário.`,
    no_message: t`A mensagem citada não chegou a sair.`,
    no_file: t`O arquivo não está disponível.`,
    file_gone: t`O arquivo não está mais guardado. Envie-o de novo em outra mensagem.`,
    content_unknown: t`Este conteúdo não pode ser enviado.`,
    token_malformed: t`O token guardado não é válido. Troque-o em Configurações, WhatsApp.`,
    host_not_allowed: t`O endereço da API não é permitido nesta instalação.`,
  }
  return known[reason]
}

function codeSentence(code: number): string | undefined {
  const known: Record<number, string> = {
    100: t`A Meta achou um dado inválido na mensagem. Confira o conteúdo.`,
    130429: t`Mensagens demais por segundo. Ela sai assim que a Meta permitir.`,
    130472: t`A Meta não entrega ofertas a esta pessoa, que está em um teste dela.`,
    131000: t`A Meta teve um problema e não disse qual.`,
    131008: t`Falta um dado que a Meta exige. Confira o conteúdo.`,
    131009: t`A Meta não aceita um dos dados. Confira o conteúdo.`,
    131016: t`O serviço da Meta está fora do ar por um momento.`,
    131021: t`O destinatário é o próprio número da empresa.`,
    131026: t`Este telefone não recebe: pode não ter WhatsApp, ou ter uma versão antiga.`,
    131047: t`Faz mais de 24 horas que o cliente não escreve. Envie um modelo.`,
    131048: t`A Meta restringiu o envio porque clientes marcaram mensagens como spam.`,
    131049: t`A Meta segurou esta oferta para não cansar o cliente. Tente em outro dia.`,
    131050: t`O cliente pediu para não receber ofertas desta empresa.`,
    131051: t`A Meta não aceita este tipo de mensagem.`,
    131052: t`A Meta não conseguiu baixar o arquivo que o cliente mandou.`,
    131053: t`A Meta não conseguiu usar o arquivo. Confira o endereço, o formato e o tamanho.`,
    131056: t`Mensagens demais para o mesmo cliente em pouco tempo. Ela sai em alguns segundos.`,
    132000: t`O número de valores não é o que o modelo pede. Confira o modelo.`,
    132001: t`Não há um modelo aprovado com este nome e idioma. Confira os dois.`,
    132005: t`O texto do modelo ficou longo demais com estes valores.`,
    132007: t`O conteúdo do modelo viola as regras da Meta.`,
    132012: t`Um valor não tem a forma que o modelo pede. Confira os valores.`,
    132015: t`A Meta pausou este modelo por baixa qualidade. Use outro.`,
    132016: t`A Meta desativou este modelo de vez. Use outro.`,
    133010: t`O número não está registrado na Cloud API.`,
  }
  return known[code]
}

export function categoryName(category: string): string {
  const known: Record<string, string> = {
    marketing: t`Marketing`,
    marketing_lite: t`Marketing`,
    utility: t`Utilidade`,
    authentication: t`Autenticação`,
    authentication_international: t`Autenticação internacional`,
    service: t`Atendimento`,
    referral_conversion: t`Vinda de anúncio`,
  }
  return known[category] ?? category
}

/** What Meta says it charges, by the last of its reports that says anything. */
export function chargeWords(events: { billable: boolean | null; category: string | null }[]): string | null {
  const last = [...events].reverse().find((event) => event.billable !== null)
  if (!last) return null
  const category = last.category && categoryName(last.category)
  if (last.billable) return category ? t`Cobrada como ${category}` : t`Cobrada`
  return category ? t`Sem custo (${category})` : t`Sem custo`
}

/** What is said of a file that is not here; null when it is. */
export function fileWords(
  media: Pick<NonNullable<InboundMessage['media']>, 'state' | 'reason'>,
): string | null {
  switch (media.state) {
    case 'stored':
      return null
    case 'pending':
      return t`Buscando o arquivo na Meta…`
    case 'refused':
      return refusedWords(media.reason)
    case 'gone':
      return media.reason === 'erased' ? t`Arquivo apagado.` : t`A Meta não tem mais este arquivo.`
  }
}

function refusedWords(reason: string | null): string {
  switch (reason) {
    case 'too_large':
      return t`Arquivo recusado: maior do que o WhatsApp permite.`
    case 'type_unsupported':
    case 'type_mismatch':
      return t`Arquivo recusado: o conteúdo não é do tipo informado.`
    case 'hash_mismatch':
      return t`Arquivo recusado: chegou diferente do que foi enviado.`
    default:
      return t`Arquivo recusado por segurança.`
  }
}

const KILO = 1024

export function sizeWords(bytes: number | null): string {
  if (bytes === null) return ''
  const [amount, unit] = bytes < KILO * KILO ? [bytes / KILO, 'KB'] : [bytes / KILO / KILO, 'MB']
  return `${amount.toLocaleString('pt-BR', { maximumFractionDigits: amount < 10 ? 1 : 0 })} ${unit}`
}

/** A message without words is told by its kind in angle brackets. */
export function previewWords(preview: string): string {
  const [, kind] = /^<([a-z_]+)>$/.exec(preview) ?? []
  return kind === undefined ? preview : kind === 'image' ? t`Foto` : kindName(kind)
}
