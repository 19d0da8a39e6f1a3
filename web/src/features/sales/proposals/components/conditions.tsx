import { t } from '@lingui/core/macro'
import { Textarea, TextInput } from '@mantine/core'
import { MOST_DAYS, parseDays, type DraftChange, type DraftValues } from '../draft'
import css from './proposals.module.css'

interface Props {
  values: DraftValues
  dispatch: (change: DraftChange) => void
}

/** Until when, and under which terms. */
export function Conditions({ values, dispatch }: Props) {
  const set = (changes: Partial<Omit<DraftValues, 'lines'>>) => dispatch({ do: 'set', values: changes })
  return (
    <section className={css.conditions} aria-label={t`Condições`}>
      <TextInput
        className={css.days}
        label={t`Vale por (dias)`}
        description={t`Contados do envio.`}
        inputMode="numeric"
        autoComplete="off"
        maxLength={3}
        value={values.validityDays}
        error={parseDays(values.validityDays) === null ? t`De 1 a ${MOST_DAYS} dias.` : null}
        onChange={(event) => set({ validityDays: event.currentTarget.value })}
      />
      <Textarea
        label={t`Recado ao cliente`}
        description={t`Abre a proposta, antes dos itens.`}
        autosize
        minRows={2}
        maxRows={10}
        maxLength={4000}
        value={values.note}
        onChange={(event) => set({ note: event.currentTarget.value })}
      />
      <Textarea
        label={t`Condições`}
        description={t`Pagamento, entrega, garantia.`}
        autosize
        minRows={3}
        maxRows={14}
        maxLength={8000}
        value={values.terms}
        onChange={(event) => set({ terms: event.currentTarget.value })}
      />
    </section>
  )
}
