import { t } from '@lingui/core/macro'
import { Select, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { FormDialog } from '@/components/ui/form-dialog'
import { describeError } from '@/lib/api/error-catalogue'
import { isApiError } from '@/lib/api/problem'
import type { MessageContent } from '@/lib/api/types'
import { uuid } from '@/lib/uuid'
import { listNumbers, useStartConversation } from '../api/start-conversation'
import type { TemplateSlot } from './inbox-page'

interface Props {
  template: TemplateSlot
  onStarted: (conversationId: string) => void
  onClose: () => void
}

/** Enough not to choose a template in vain: the server says whether it is one. */
const looksLikeAddress = (text: string) =>
  /^[A-Z]{2}\.\S+$/.test(text) || /^\d{10,15}$/.test(text.replace(/[\s().+-]/g, ''))

/** Who is written to first, then with which template: WhatsApp delivers nothing else to who has not written. Mounted for each opening. */
export function StartConversation({ template, onStarted, onClose }: Props) {
  const numbers = useQuery(listNumbers)
  const start = useStartConversation()
  const [chosen, setChosen] = useState<string | null>(null)
  const [to, setTo] = useState('')
  const [problem, setProblem] = useState<string | undefined>(undefined)
  const [choosing, setChoosing] = useState(false)
  const [attempt, setAttempt] = useState<{ body: string; key: string } | null>(null)
  const channelId = chosen ?? numbers.data?.[0]?.id

  const send = async (content: MessageContent) => {
    if (!channelId) return
    const body = JSON.stringify([channelId, to.trim(), content])
    const key = attempt?.body === body ? attempt.key : uuid()
    setAttempt({ body, key })
    try {
      onStarted((await start.mutateAsync({ channelId, to: to.trim(), content, key })).id)
    } catch (error) {
      // What is wrong with the number is said where it is typed.
      if (!isApiError(error, 'channels.message.recipient_invalid')) throw error
      setProblem(describeError(error).message)
      setChoosing(false)
    }
  }

  if (choosing && channelId) return template({ channelId, onSend: send, onClose: () => setChoosing(false) })
  return (
    <FormDialog
      opened
      onClose={onClose}
      title={t`Nova conversa`}
      submit={t`Escolher o modelo`}
      busy={numbers.isPending}
      disabled={numbers.data?.length === 0}
      error={numbers.error ?? undefined}
      onSubmit={(event) => {
        event.preventDefault()
        if (!looksLikeAddress(to.trim())) return setProblem(t`Informe DDD e número, ou + e o código do país.`)
        if (channelId) setChoosing(true)
      }}
    >
      {numbers.data?.length === 0 ? (
        <p>{t`Nenhum número de WhatsApp está conectado. Quem administra conecta em Configurações → WhatsApp.`}</p>
      ) : (
        <>
          {(numbers.data?.length ?? 0) > 1 && (
            <Select
              label={t`Do número`}
              data={numbers.data?.map(({ id, name }) => ({ value: id, label: name })) ?? []}
              value={channelId ?? null}
              allowDeselect={false}
              onChange={setChosen}
            />
          )}
          <TextInput
            label={t`WhatsApp do cliente`}
            description={t`Com DDD. A primeira mensagem é um modelo aprovado; depois que o cliente responder, dá para escrever à vontade.`}
            type="tel"
            autoComplete="off"
            maxLength={300}
            data-autofocus
            value={to}
            error={problem}
            onChange={(event) => {
              setTo(event.currentTarget.value)
              setProblem(undefined)
            }}
          />
        </>
      )}
    </FormDialog>
  )
}
