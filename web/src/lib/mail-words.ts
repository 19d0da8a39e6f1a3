import { t } from '@lingui/core/macro'
import type { Tone } from '@/components/ui'
import type { MailStatus } from './api/types'

export function mailWord(status: MailStatus): string {
  return {
    queued: t`A caminho`,
    sent: t`Enviado`,
    refused: t`Recusado`,
    given_up: t`Não saiu`,
  }[status]
}

export function mailTone(status: MailStatus): Tone {
  return ({ queued: 'info', sent: 'ok', refused: 'danger', given_up: 'warn' } as const)[status]
}

/** What the mail server said, or what kept us from asking it. */
export function mailWhy(error: string): string {
  const known: Record<string, string> = {
    unreachable: t`O servidor de e-mail não responde; tentamos de novo sozinhos.`,
    timeout: t`O servidor de e-mail demora a responder; tentamos de novo sozinhos.`,
    tls: t`A conexão com o servidor de e-mail não é segura; avise quem cuida da instalação.`,
    credentials: t`O servidor de e-mail não aceita nossa senha; avise quem cuida da instalação.`,
    too_late: t`O servidor de e-mail ficou fora por tempo demais.`,
  }
  if (known[error]) return known[error]
  return error.startsWith('5')
    ? t`O servidor de e-mail recusou este endereço (${error}). Confira se está certo.`
    : t`O servidor de e-mail pediu para esperar (${error}); tentamos de novo sozinhos.`
}
