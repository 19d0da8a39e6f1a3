import { t } from '@lingui/core/macro'
import type { IdentifierKind } from '@/lib/api/types'

/** What a person says; Meta's id of them comes with their messages. */
export const IDENTIFIER_KINDS: IdentifierKind[] = ['phone', 'email', 'cpf', 'cnpj']

export function kindName(kind: IdentifierKind): string {
  return { phone: t`Telefone`, email: t`E-mail`, cpf: t`CPF`, cnpj: t`CNPJ`, whatsapp: t`WhatsApp` }[kind]
}
