import { t } from '@lingui/core/macro'
import { Button, TextInput } from '@mantine/core'
import { IconCheck, IconPencil } from '@tabler/icons-react'
import { useState } from 'react'
import record from '@/components/record/record.module.css'
import type { Lead } from '@/lib/api/types'
import { notifyDone, notifyError } from '@/lib/notify'
import { atClock, dayOf, fromMomentField, plusDays, toMomentField } from '@/lib/time'
import { useUnsavedGuard } from '@/lib/use-unsaved-guard'
import { useCompleteNextStep, usePlanNextStep } from '../api/change-lead'
import { StepTime } from './badges'
import css from './leads.module.css'

/** What is to be done next, and when. */
export function NextStep({ lead }: { lead: Lead }) {
  const [writing, setWriting] = useState(false)
  if (writing) return <Plan lead={lead} onClose={() => setWriting(false)} />
  if (lead.nextStep === null)
    return (
      <div className={css.next} data-empty>
        <p className={css.nextWords}>{t`Nada combinado ainda.`}</p>
        <Button size="xs" variant="default" onClick={() => setWriting(true)}>
          {t`Planejar o próximo passo`}
        </Button>
      </div>
    )
  return <Planned lead={lead} step={lead.nextStep} onChange={() => setWriting(true)} />
}

function Planned({ lead, step, onChange }: { lead: Lead; step: string; onChange: () => void }) {
  const complete = useCompleteNextStep()
  const plan = usePlanNextStep()
  const { id, nextStepAt } = lead
  const done = () =>
    void complete.mutateAsync({ id, to: null }).then(
      () =>
        notifyDone(t`Feito.`, {
          label: t`Desfazer`,
          run: () =>
            nextStepAt && void plan.mutateAsync({ id, to: { step, at: nextStepAt } }).catch(notifyError),
        }),
      notifyError,
    )
  return (
    <section className={css.next} aria-label={t`Próximo passo`}>
      <p className={css.nextWords}>
        <strong>{step}</strong>
        <StepTime lead={lead} />
      </p>
      <div className={record.actions}>
        <Button size="xs" leftSection={<IconCheck size={15} />} onClick={done}>
          {t`Feito`}
        </Button>
        <Button size="xs" variant="default" leftSection={<IconPencil size={15} />} onClick={onChange}>
          {t`Mudar o passo`}
        </Button>
      </div>
    </section>
  )
}

/** Mostly it is for the next morning. */
const tomorrow = () => atClock(plusDays(dayOf(Date.now()), 1), '09:00')

function Plan({ lead, onClose }: { lead: Lead; onClose: () => void }) {
  const plan = usePlanNextStep()
  const [start] = useState(() => ({
    step: lead.nextStep ?? '',
    at: toMomentField(lead.nextStepAt ?? tomorrow()),
  }))
  const [step, setStep] = useState(start.step)
  const [at, setAt] = useState(start.at)
  const [tried, setTried] = useState(false)
  useUnsavedGuard((step !== start.step || at !== start.at) && !plan.isPending)
  return (
    <form
      noValidate
      className={css.nextForm}
      onSubmit={(event) => {
        event.preventDefault()
        setTried(true)
        const moment = fromMomentField(at)
        if (!step.trim() || !moment) return
        plan.mutateAsync({ id: lead.id, to: { step: step.trim(), at: moment } }).then(onClose, notifyError)
      }}
    >
      <TextInput
        autoFocus
        label={t`Próximo passo`}
        placeholder={t`Mandar o orçamento`}
        maxLength={200}
        value={step}
        error={tried && !step.trim() ? t`Diga o que fazer.` : null}
        onChange={(event) => setStep(event.currentTarget.value)}
      />
      <TextInput
        type="datetime-local"
        label={t`Quando`}
        value={at}
        error={tried && !fromMomentField(at) ? t`Diga quando.` : null}
        onChange={(event) => setAt(event.currentTarget.value)}
      />
      <div className={record.actions}>
        <Button type="submit" size="xs" loading={plan.isPending}>
          {t`Guardar o passo`}
        </Button>
        <Button size="xs" variant="default" onClick={onClose}>
          {t`Voltar`}
        </Button>
      </div>
    </form>
  )
}
