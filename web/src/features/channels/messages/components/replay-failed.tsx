import { t } from '@lingui/core/macro'
import { Alert, Button, Select } from '@mantine/core'
import { IconAlertTriangle, IconRefresh } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { FormDialog } from '@/components/ui/form-dialog'
import type { FailureReason } from '@/lib/api/types'
import { useCan } from '@/lib/auth/session'
import { reasonWords } from '@/lib/message-words'
import { shownInPlace } from '@/lib/mutations'
import { notifyDone } from '@/lib/notify'
import { listDeadLetters, listFailures, useReplayDeadLetters, useReplayFailed } from '../api/replays'
import css from './messages.module.css'

const EVERY = 'every'

/** Failed messages once more, all or those of a reason; for who answers for the whole number. */
export function ReplayFailed({ channelId }: { channelId: string }) {
  const may = useCan('channels.messages.replay')
  const failures = useQuery({ ...listFailures(channelId), enabled: may, refetchInterval: 15_000 })
  const replay = useReplayFailed(channelId)
  const [chosen, setChosen] = useState<string>(EVERY)
  const [asking, setAsking] = useState(false)
  const reasons = failures.data?.items ?? []
  if (!may || reasons.length === 0) return null
  // Without any, there is nothing to choose it by: it goes with all the others.
  const known = reasons.filter((one) => one.errorCode !== null || one.errorReason !== null)
  const reason = known.find((one) => keyOf(one) === chosen)
  const picked = reason ? [reason] : reasons
  const count = sum(picked, 'count')
  const expired = sum(picked, 'expiredCount')
  return (
    <div className={css.bulk}>
      <Select
        aria-label={t`Motivo`}
        allowDeselect={false}
        value={reason ? chosen : EVERY}
        data={[
          { value: EVERY, label: t`Todos os motivos (${sum(reasons, 'count')})` },
          ...known.map((one) => ({ value: keyOf(one), label: `${wordsOf(one)} (${one.count})` })),
        ]}
        onChange={(value) => setChosen(value ?? EVERY)}
      />
      <Button
        variant="default"
        leftSection={<IconRefresh size={16} />}
        onClick={() => {
          replay.reset()
          setAsking(true)
        }}
      >
        {t`Tentar de novo: ${count}`}
      </Button>
      <FormDialog
        opened={asking}
        onClose={() => setAsking(false)}
        title={t`Tentar de novo?`}
        submit={t`Tentar de novo`}
        busy={replay.isPending}
        error={replay.error ?? undefined}
        onSubmit={(event) => {
          event.preventDefault()
          void replay.mutateAsync(reason ?? null).then((sent) => {
            setAsking(false)
            setChosen(EVERY)
            notifyDone(t`Mensagens de volta à fila: ${sent}.`)
          }, shownInPlace)
        }}
      >
        <p>
          {t`Mensagens que voltam à fila: ${count}.`} {reason && wordsOf(reason)}
        </p>
        <p>
          {t`Antes de cada uma sair, o prazo, as 24 horas da conversa e o consentimento são conferidos de novo. O que não puder ir volta para cá, com o motivo.`}
        </p>
        {expired > 0 && <p>{t`O prazo já passou para ${expired} delas: estas não vão sair.`}</p>}
      </FormDialog>
    </div>
  )
}

/** What Meta delivered and could not be taken in: without it, messages of customers are missing. */
export function DeadLettersNotice({ channelId }: { channelId: string }) {
  const may = useCan('channels.messages.replay')
  const letters = useQuery({ ...listDeadLetters(channelId), enabled: may, refetchInterval: 30_000 })
  const replay = useReplayDeadLetters(channelId)
  const items = letters.data?.items ?? []
  if (!may || items.length === 0) return null
  const count = letters.data?.next ? `${items.length}+` : `${items.length}`
  return (
    <Alert
      mb={16}
      color="danger"
      icon={<IconAlertTriangle size={18} />}
      title={t`Avisos da Meta que não puderam ser lidos: ${count}`}
    >
      <p>
        {t`Pode faltar mensagem de cliente ou confirmação de entrega. Depois de resolvida a causa, tente de novo; nada acontece duas vezes.`}
      </p>
      {replay.error && <p className={css.why}>{t`Não deu certo agora. Tente de novo em instantes.`}</p>}
      <Button
        mt={8}
        size="xs"
        variant="default"
        leftSection={<IconRefresh size={15} />}
        loading={replay.isPending}
        onClick={() =>
          void replay
            .mutateAsync()
            .then((again) => notifyDone(t`Avisos de volta à fila: ${again}.`), shownInPlace)
        }
      >
        {t`Ler de novo`}
      </Button>
    </Alert>
  )
}

const keyOf = ({ errorCode, errorReason }: FailureReason) => `${errorCode ?? ''}|${errorReason ?? ''}`

const wordsOf = ({ errorCode, errorReason }: FailureReason) =>
  reasonWords(errorCode, errorReason) ?? t`Sem motivo conhecido`

const sum = (reasons: FailureReason[], what: 'count' | 'expiredCount') =>
  reasons.reduce((total, reason) => total + reason[what], 0)
