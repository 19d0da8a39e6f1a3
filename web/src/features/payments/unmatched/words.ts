import { t } from '@lingui/core/macro'
import type { ResolvedPayment, UnmatchedPayment } from '@/lib/api/types'

export function reasonText(reason: UnmatchedPayment['reason']): string {
  return {
    unknown_txid: t`Não corresponde a nenhuma cobrança`,
    no_txid: t`Pix direto na chave, sem cobrança`,
    wrong_amount: t`Valor diferente do cobrado`,
    charge_already_paid: t`Cobrança paga duas vezes`,
    reference_closed: t`A senha ou o link já não esperava pagamento`,
    foreign_key: t`Recebido em outra chave Pix`,
  }[reason]
}

export function outcomeText(outcome: ResolvedPayment['outcome']): string {
  return {
    attached: t`Ligado a uma senha ou link`,
    refunded: t`Devolvido`,
    dismissed: t`Encerrado`,
  }[outcome]
}
