import type { FieldPath, FieldValues, UseFormSetError } from 'react-hook-form'
import { describeFieldError } from './api/error-catalogue'
import { isApiError } from './api/problem'

/** Puts the server's complaints beside their fields. True when every complaint found its field. */
export function showFieldErrors<T extends FieldValues>(
  error: unknown,
  fields: readonly FieldPath<T>[],
  setError: UseFormSetError<T>,
): boolean {
  if (!isApiError(error)) return false
  const names = Object.keys(error.errors)
  if (names.length === 0) return false
  let all = true
  for (const name of names) {
    const field = fields.find((candidate) => candidate === name || name.startsWith(`${candidate}.`))
    if (field) setError(field, { type: 'server', message: describeFieldError(error.errors[name]!) })
    else all = false
  }
  return all
}
