import { t } from '@lingui/core/macro'
import { Button, TextInput } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import { useState } from 'react'
import record from '@/components/record/record.module.css'
import { Moment } from '@/components/ui'
import type { Opportunity } from '@/lib/api/types'
import { notifyDone, notifyError } from '@/lib/notify'
import { fromMomentField, toMomentField } from '@/lib/time'
import { useCompleteNextStep, useSetNextStep } from '../api/change-opportunity'
import css from './sales.module.css'

/** What is to be done next, until when; an opportunity without is easily forgotten. */
export function NextStep({ opportunity, mayWrite }: { opportunity: Opportunity; mayWrite: boolean }) {
  const { nextStep, nextStepAt, isOverdue } = opportunity
  const set = useSetNextStep()
  const complete = useCompleteNextStep()
  const [editing, setEditing] = useState(false)
  const [values, setValues] = useState({ step: '', at: '' })
  const edit = () => {
    setValues({ step: nextStep ?? '', at: toMomentField(nextStepAt) })
    setEditing(true)
  }
  const save = () => {
    if (!values.step.trim()) return
    set
      .mutateAsync({ seen: opportunity, to: { step: values.step.trim(), at: fromMomentField(values.at) } })
      .then(() => setEditing(false), notifyError)
  }
  const done = () =>
    void complete.mutateAsync({ seen: opportunity, to: null }).then(
      (after) =>
        notifyDone(t`Passo concluído.`, {
          label: t`Desfazer`,
          run: () =>
            void set
              .mutateAsync({ seen: after, to: { step: nextStep ?? '', at: nextStepAt } })
              .catch(notifyError),
        }),
      notifyError,
    )
  return (
    <section className={css.next} aria-label={t`Próximo passo`} data-late={isOverdue || undefined}>
      <h2 className={record.subtitle}>{t`Próximo passo`}</h2>
      {editing ? (
        <form
          className={css.nextForm}
          onSubmit={(event) => {
            event.preventDefault()
            save()
          }}
        >
          <TextInput
            data-autofocus
            label={t`O que fazer`}
            maxLength={200}
            value={values.step}
            onChange={(event) => setValues({ ...values, step: event.currentTarget.value })}
          />
          <TextInput
            type="datetime-local"
            label={t`Até quando`}
            value={values.at}
            onChange={(event) => setValues({ ...values, at: event.currentTarget.value })}
          />
          <div className={record.actions}>
            <Button size="xs" type="submit" loading={set.isPending} disabled={!values.step.trim()}>
              {t`Salvar`}
            </Button>
            <Button size="xs" variant="default" onClick={() => setEditing(false)}>
              {t`Voltar`}
            </Button>
          </div>
        </form>
      ) : nextStep ? (
        <>
          <p className={css.nextWords}>
            {nextStep}
            {nextStepAt && (
              <span className={isOverdue ? record.overdue : record.dim}>
                {isOverdue ? t`atrasado desde` : t`até`} <Moment at={nextStepAt} />
              </span>
            )}
          </p>
          {mayWrite && (
            <div className={record.actions}>
              <Button
                size="xs"
                leftSection={<IconCheck size={15} />}
                loading={complete.isPending}
                onClick={done}
              >
                {t`Feito`}
              </Button>
              <Button size="xs" variant="default" onClick={edit}>
                {t`Mudar o passo`}
              </Button>
            </div>
          )}
        </>
      ) : (
        <div className={record.actions}>
          <span className={record.dim}>{t`Nada combinado.`}</span>
          {mayWrite && (
            <Button size="xs" variant="default" onClick={edit}>
              {t`Combinar um passo`}
            </Button>
          )}
        </div>
      )}
    </section>
  )
}
