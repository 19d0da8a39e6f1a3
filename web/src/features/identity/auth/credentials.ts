import { t } from '@lingui/core/macro'
import { describeFieldError } from '@/lib/api/error-catalogue'
import { isApiError } from '@/lib/api/problem'

export const PASSWORD_MIN = 10
export const PASSWORD_MAX = 128

export function emailProblem(email: string): string | null {
  if (email.trim() === '') return t`Digite seu e-mail.`
  return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email.trim())
    ? null
    : t`Digite um e-mail completo, como nome@empresa.com.br.`
}

export function passwordProblem(password: string): string | null {
  if (password.length < PASSWORD_MIN) return t`Use pelo menos ${PASSWORD_MIN} caracteres.`
  return password.length > PASSWORD_MAX ? t`Use no máximo ${PASSWORD_MAX} caracteres.` : null
}

/** What the server said about one field, in Portuguese. */
export function serverProblem(error: unknown, field: string): string | null {
  const sentences = isApiError(error) ? error.errors[field] : undefined
  return sentences ? describeFieldError(sentences) : null
}
