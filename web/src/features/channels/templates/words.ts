import { t } from '@lingui/core/macro'
import type { Tone } from '@/components/ui'
import type { Template, TemplateStatus } from '@/lib/api/types'

export const TEMPLATE_STATUSES: TemplateStatus[] = [
  'approved',
  'pending',
  'rejected',
  'paused',
  'disabled',
  'deleted',
  'other',
]

/** What a state means, and what to do about it. */
export function templateStatusWords(status: TemplateStatus): { label: string; tone: Tone; next: string } {
  const words: Record<TemplateStatus, { label: string; tone: Tone; next: string }> = {
    approved: { label: t`Aprovado`, tone: 'ok', next: '' },
    pending: {
      label: t`Em análise`,
      tone: 'info',
      next: t`A Meta costuma responder em até 24 horas. Nada a fazer.`,
    },
    rejected: {
      label: t`Reprovado`,
      tone: 'danger',
      next: t`Corrija no Gerenciador do WhatsApp e mande de novo para análise.`,
    },
    paused: {
      label: t`Pausado`,
      tone: 'warn',
      next: t`Muita gente bloqueou ou denunciou. A Meta libera sozinha depois de algumas horas; até lá, use outro modelo.`,
    },
    disabled: {
      label: t`Desativado`,
      tone: 'danger',
      next: t`A Meta desativou de vez, por queixas repetidas. Crie outro modelo.`,
    },
    deleted: {
      label: t`Excluído`,
      tone: 'neutral',
      next: t`Não existe mais na Meta. Se ainda precisar dele, crie de novo lá.`,
    },
    other: {
      label: t`Indisponível`,
      tone: 'warn',
      next: t`A Meta não envia este modelo agora. Veja o motivo no Gerenciador do WhatsApp.`,
    },
  }
  return words[status]
}

/** Why it cannot be used, in a sentence or two; empty when it can. */
export function templateNext(template: Template): string {
  if (template.status === 'approved')
    return template.usable
      ? ''
      : t`Tem carrossel, catálogo ou formulário, que ainda não dá para enviar por aqui.`
  return [reasonOfTemplate(template.reason), templateStatusWords(template.status).next]
    .filter(Boolean)
    .join(' ')
}

/** Meta's words for why; a sentence of Meta's is shown as it is. */
export function reasonOfTemplate(reason: string | null): string {
  if (!reason) return ''
  const known: Record<string, string> = {
    INVALID_FORMAT: t`O formato não é aceito: confira os lugares entre chaves e os textos em volta.`,
    TAG_CONTENT_MISMATCH: t`O idioma ou a categoria não combina com o texto.`,
    INCORRECT_CATEGORY: t`A categoria não combina com o texto.`,
    ABUSIVE_CONTENT: t`A Meta considerou o texto ofensivo.`,
    PROMOTIONAL: t`A Meta considerou o texto uma promoção.`,
    SCAM: t`A Meta considerou o texto um possível golpe.`,
  }
  return known[reason.toUpperCase()] ?? t`A Meta disse: ${reason}`
}

export function categoryWords(category: string): string {
  const known: Record<string, string> = {
    utility: t`Utilidade`,
    marketing: t`Marketing`,
    authentication: t`Autenticação`,
  }
  return known[category] ?? category
}

export function templateQualityWords(quality: string | null): string | null {
  const known: Record<string, string> = {
    green: t`Qualidade alta`,
    yellow: t`Qualidade média`,
    red: t`Qualidade baixa`,
  }
  return (quality && known[quality]) || null
}

/** What is asked for at a place: its name, as people say it, or its number. */
export function placeLabel(key: string): string {
  if (/^\d+$/.test(key)) return t`Valor ${key}`
  const words = key.replaceAll('_', ' ')
  return words.charAt(0).toLocaleUpperCase('pt-BR') + words.slice(1)
}

export function headerName(kind: 'image' | 'video' | 'document'): string {
  return { image: t`Imagem`, video: t`Vídeo`, document: t`Documento` }[kind]
}
