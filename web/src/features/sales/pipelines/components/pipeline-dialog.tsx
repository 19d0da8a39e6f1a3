import { t } from '@lingui/core/macro'
import { Switch, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { FormDialog } from '@/components/ui/form-dialog'
import type { Pipeline } from '@/lib/api/types'
import { uuid } from '@/lib/uuid'
import { useChangePipeline, useCreatePipeline } from '../api/pipelines'

interface Props {
  /** Null: a new one. */
  pipeline: Pipeline | null
  opened: boolean
  onClose: () => void
}

export function PipelineDialog({ pipeline, opened, onClose }: Props) {
  const create = useCreatePipeline()
  const change = useChangePipeline()
  const [key] = useState(uuid)
  const [name, setName] = useState(pipeline?.name ?? '')
  const [active, setActive] = useState(pipeline?.active ?? true)
  const [lines, setLines] = useState('')
  const [tried, setTried] = useState(false)
  const [failure, setFailure] = useState<unknown>(null)
  const stages = lines
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
  const submit = async () => {
    setTried(true)
    if (!name.trim() || (!pipeline && stages.length === 0)) return
    setFailure(null)
    try {
      if (pipeline) await change.mutateAsync({ id: pipeline.id, name: name.trim(), active })
      else await create.mutateAsync({ body: { name: name.trim(), stages }, key })
      onClose()
    } catch (error) {
      setFailure(error)
    }
  }
  return (
    <FormDialog
      opened={opened}
      onClose={onClose}
      title={pipeline ? t`Mudar o funil` : t`Novo funil`}
      submit={pipeline ? t`Salvar` : t`Criar funil`}
      busy={create.isPending || change.isPending}
      error={failure}
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      <TextInput
        data-autofocus
        label={t`Nome`}
        maxLength={60}
        value={name}
        error={tried && !name.trim() ? t`Dê um nome ao funil.` : null}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      {pipeline ? (
        <Switch
          label={t`Em uso`}
          description={t`Fora de uso ele some do quadro; o que já foi vendido por ele fica.`}
          checked={active}
          onChange={(event) => setActive(event.currentTarget.checked)}
        />
      ) : (
        <Textarea
          label={t`Etapas`}
          description={t`Uma por linha, na ordem em que acontecem.`}
          autosize
          minRows={4}
          maxRows={12}
          value={lines}
          error={tried && stages.length === 0 ? t`Escreva ao menos uma etapa.` : null}
          onChange={(event) => setLines(event.currentTarget.value)}
        />
      )}
    </FormDialog>
  )
}
