import { t } from '@lingui/core/macro'
import { Button, NumberInput, Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ErrorState, PageHeader } from '@/components/ui'
import type { LeadScoring } from '@/lib/api/types'
import { notifyDone } from '@/lib/notify'
import { useUnsavedGuard } from '@/lib/use-unsaved-guard'
import { getLeadScoring, useChangeLeadScoring } from '../api/lead-scoring'
import { reasonWords } from '../words'

export function ScoringSettings() {
  const scoring = useQuery({ ...getLeadScoring, refetchOnWindowFocus: false })
  return (
    <>
      <PageHeader
        title={t`Pontos dos leads`}
        text={t`Quem soma mais pontos está mais perto de comprar e pode vir antes na lista. A soma vai de 0 a 100; um número negativo tira pontos.`}
      />
      {scoring.isPending ? (
        <Skeleton height={320} maw={420} />
      ) : scoring.isError && !scoring.data ? (
        <ErrorState error={scoring.error} onRetry={() => void scoring.refetch()} />
      ) : (
        <Form scoring={scoring.data} />
      )}
    </>
  )
}

const FIELDS = [
  ['recommendation', 'recommendation'],
  ['advertisement', 'advertisement'],
  ['conversation', 'conversation'],
  ['interest', 'interest'],
  ['amount', 'amount'],
  ['nextStep', 'next_step'],
  ['qualified', 'qualified'],
] as const

/** Whatever a field holds that is no whole number from -100 to 100 is no points. */
const isPoints = (value: unknown): value is number =>
  typeof value === 'number' && Number.isInteger(value) && Math.abs(value) <= 100

function Form({ scoring }: { scoring: LeadScoring }) {
  const change = useChangeLeadScoring()
  const [start, setStart] = useState(scoring)
  const [values, setValues] = useState<Record<keyof LeadScoring, number | string>>(scoring)
  const [tried, setTried] = useState(false)
  const isDirty = FIELDS.some(([field]) => values[field] !== start[field])
  useUnsavedGuard(isDirty && !change.isPending)
  const save = async () => {
    setTried(true)
    if (!FIELDS.every(([field]) => isPoints(values[field]))) return
    const saved = await change.mutateAsync(values as LeadScoring)
    setStart(saved)
    setValues(saved)
    notifyDone(t`Pontos salvos. Os leads abertos são pontuados de novo em instantes.`)
  }
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        // What fails is shown below.
        save().catch(() => undefined)
      }}
      style={{ display: 'flex', flexDirection: 'column', gap: 18, maxWidth: 420 }}
    >
      {FIELDS.map(([field, reason]) => (
        <NumberInput
          key={field}
          label={reasonWords(reason)}
          min={-100}
          max={100}
          clampBehavior="none"
          allowDecimal={false}
          value={values[field]}
          error={tried && !isPoints(values[field]) ? t`Use um número inteiro, de -100 a 100.` : null}
          onChange={(value) => setValues((before) => ({ ...before, [field]: value }))}
        />
      ))}
      {change.error && <ErrorState error={change.error} />}
      <div>
        <Button type="submit" loading={change.isPending} disabled={!isDirty}>
          {t`Salvar`}
        </Button>
      </div>
    </form>
  )
}
