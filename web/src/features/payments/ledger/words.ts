import { t } from '@lingui/core/macro'
import type { LedgerEntry } from '@/lib/api/types'

export function eventName(event: LedgerEntry['event']): string {
  return {
    settlement: t`Pix recebido`,
    suspense: t`Pix sem correspondência`,
    release: t`Já não esperava pagamento`,
    attach: t`Ligado a uma senha`,
    dismiss: t`Encerrado sem senha`,
    refund: t`Devolução`,
    manual: t`Recebido no balcão`,
  }[event]
}

export function accountName(account: LedgerEntry['account']): string {
  return {
    bank: t`Banco`,
    cash: t`Dinheiro`,
    card: t`Cartão`,
    received: t`Recebido por senhas e links`,
    suspense: t`A conferir`,
    dismissed: t`Encerrado`,
  }[account]
}
