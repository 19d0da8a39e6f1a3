import { t } from '@lingui/core/macro'
import { Button, Loader } from '@mantine/core'
import { IconCircleCheck, IconCircleX, IconPointFilled } from '@tabler/icons-react'
import { useState } from 'react'
import { describeError } from '@/lib/api/error-catalogue'
import { runTest, type TestStep, TEST_STEPS, type TestTrouble } from '../test-push'
import css from './alerts.module.css'
import { troubleWords } from './trouble'

interface Props {
  deviceId: string
  onDone: () => void
}

/** Goes the whole way of an alert, one step after the other, and says where it ends. */
export function PushTest({ deviceId, onDone }: Props) {
  const [at, setAt] = useState<TestStep | 'done' | null>(null)
  const [trouble, setTrouble] = useState<TestTrouble | null>(null)
  const running = at !== null && at !== 'done' && trouble === null

  const run = async () => {
    setTrouble(null)
    setTrouble(await runTest(deviceId, setAt))
    onDone()
  }

  return (
    <>
      <Button variant="default" loading={running} onClick={() => void run()}>
        {t`Testar`}
      </Button>
      {at !== null && (
        <ol className={css.steps} role="status" aria-label={t`Resultado do teste`}>
          {TEST_STEPS.map((step) => {
            const state = stateOf(step, at, trouble !== null)
            return (
              <li key={step} className={css.step} data-state={state}>
                {state === 'done' ? (
                  <IconCircleCheck size={18} stroke={1.75} aria-hidden />
                ) : state === 'failed' ? (
                  <IconCircleX size={18} stroke={1.75} aria-hidden />
                ) : state === 'running' ? (
                  <Loader size={16} aria-hidden />
                ) : (
                  <IconPointFilled size={18} aria-hidden />
                )}
                <span>
                  {stepWords(step)}
                  <span className="visually-hidden"> {stateWords(state)}</span>
                  {state === 'failed' && trouble && (
                    <span className={css.what}>{whatToDo(step, trouble)}</span>
                  )}
                </span>
              </li>
            )
          })}
        </ol>
      )}
    </>
  )
}

type StepState = 'done' | 'failed' | 'running' | 'waiting'

function stateOf(step: TestStep, at: TestStep | 'done', failed: boolean): StepState {
  const [mine, now] = [TEST_STEPS.indexOf(step), at === 'done' ? TEST_STEPS.length : TEST_STEPS.indexOf(at)]
  return mine < now ? 'done' : mine > now ? 'waiting' : failed ? 'failed' : 'running'
}

const stateWords = (state: StepState) =>
  ({ done: t`(certo)`, failed: t`(falhou)`, running: t`(em andamento)`, waiting: t`(depois)` })[state]

const stepWords = (step: TestStep) =>
  ({
    permission: t`O navegador permite notificações`,
    worker: t`A parte que recebe os avisos está instalada`,
    subscription: t`O aparelho está inscrito no serviço do navegador`,
    service: t`O serviço do navegador aceitou o aviso`,
    arrival: t`O aviso chegou a este aparelho`,
  })[step]

function whatToDo(step: TestStep, trouble: TestTrouble): string {
  if (step === 'arrival')
    return t`O serviço aceitou, mas nada chegou em 15 segundos. Confira se o aparelho está em modo de economia de bateria, sem internet ou em “não perturbe”.`
  if (step !== 'service') return troubleWords(step)
  if (trouble.error) return describeError(trouble.error).message
  switch (trouble.outcome) {
    case 'gone':
      return t`O navegador cancelou a inscrição deste aparelho. Toque em “Avisar neste aparelho” para inscrevê-lo de novo.`
    case 'unreachable':
      return t`O servidor não alcançou o serviço do navegador. Tente de novo em alguns minutos; se continuar, avise o suporte.`
    case 'later':
      return t`O serviço do navegador está sobrecarregado. Tente de novo em alguns minutos.`
    default:
      return t`O serviço do navegador recusou o aviso. Remova este aparelho da lista e inscreva-o de novo.`
  }
}
