import { t } from '@lingui/core/macro'
import { Select, TextInput } from '@mantine/core'
import type { IdentifierKind } from '@/lib/api/types'
import { IDENTIFIER_KINDS, kindName } from '../kinds'

export interface IdentifierDraft {
  kind: IdentifierKind
  text: string
}

export const NO_IDENTIFIER: IdentifierDraft = { kind: 'phone', text: '' }

interface Props {
  value: IdentifierDraft
  onChange: (value: IdentifierDraft) => void
  autoFocus?: boolean
}

/** The person says which kind it is: eleven digits may be a telephone as well as a CPF. */
export function IdentifierFields({ value, onChange, autoFocus }: Props) {
  return (
    <>
      <Select
        label={t`Tipo`}
        allowDeselect={false}
        data={IDENTIFIER_KINDS.map((kind) => ({ value: kind, label: kindName(kind) }))}
        value={value.kind}
        onChange={(kind) => onChange({ ...value, kind: kind as IdentifierKind })}
      />
      <TextInput
        data-autofocus={autoFocus || undefined}
        label={kindName(value.kind)}
        autoComplete="off"
        value={value.text}
        onChange={(event) => onChange({ ...value, text: event.currentTarget.value })}
      />
    </>
  )
}
