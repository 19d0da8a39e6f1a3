import { t } from '@lingui/core/macro'
import type { Consent, ConsentText } from '@/lib/api/types'

export const CONSENT_CHANNELS: ConsentText['channel'][] = ['whatsapp', 'instagram', 'email', 'phone']

export function channelName(channel: ConsentText['channel']): string {
  return { whatsapp: t`WhatsApp`, instagram: t`Instagram`, email: t`E-mail`, phone: t`Telefone` }[channel]
}

export function sourceName(source: Consent['source']): string {
  return {
    counter: t`No balcão`,
    operator: t`Informado à equipe`,
    conversation: t`Em uma conversa`,
    data_subject: t`Pela própria pessoa`,
  }[source]
}
