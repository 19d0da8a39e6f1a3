import { t } from '@lingui/core/macro'
import type { IdentifierKind } from '@/lib/api/types'

export const IDENTIFIER_KINDS: IdentifierKind[] = ['phone', 'email', 'cpf', 'cnpj']

export function kindName(kind: IdentifierKind): string {
  return { phone: t`Telefone`, email: t`E-mail`, cpf: t`CPF`, cnpj: t`CNPJ` }[kind]
}

/** What was typed, as the kind it looks like; the server decides whether it is one. */
export function guessKind(text: string): IdentifierKind {
  const plain = text.replace(/[.\-/()\s]/g, '')
  if (text.includes('@')) return 'email'
  if (/^\d{11}$/.test(plain) && /^\d{3}\.?\d{3}\.?\d{3}-\d{2}$/.test(text.trim())) return 'cpf'
  if (/^[\da-z]{12}\d{2}$/i.test(plain) && !plain.startsWith('+')) return 'cnpj'
  return 'phone'
}
