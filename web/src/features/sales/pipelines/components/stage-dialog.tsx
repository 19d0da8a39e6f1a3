import { t } from '@lingui/core/macro'
import { Select, Switch, TextInput } from '@mantine/core'
import { useState } from 'react'
import { FormDialog } from '@/components/ui/form-dialog'
import type { Pipeline, Stage } from '@/lib/api/types'
import { uuid } from '@/lib/uuid'
import { useChangeStage, useCreateStage } from '../api/pipelines'

interface Props {
  pipeline: Pipeline
  /** Null: a new one. */
  stage: Stage | null
  opened: boolean
  onClose: () => void
}

const digits = (text: string) => text.replace(/\D/g, '').slice(0, 3)

export function StageDialog({ pipeline, stage, opened, onClose }: Props) {
  const create = useCreateStage()
  const change = useChangeStage()
  const [key] = useState(uuid)
  const [values, setValues] = useState(() => ({
    name: stage?.name ?? '',
    probability: stage ? String(stage.probability) : '',
    rottingDays: stage?.rottingDays ? String(stage.rottingDays) : '',
    active: stage?.active ?? true,
    moveToId: null as string | null,
  }))
  const set = (changes: Partial<typeof values>) => setValues((before) => ({ ...before, ...changes }))
  const [tried, setTried] = useState(false)
  const [failure, setFailure] = useState<unknown>(null)
  const isChance = values.probability !== '' && Number(values.probability) <= 100
  const isTime =
    values.rottingDays === '' || (Number(values.rottingDays) >= 1 && Number(values.rottingDays) <= 365)
  const submit = async () => {
    setTried(true)
    if (!values.name.trim() || !isChance || !isTime) return
    setFailure(null)
    const body = {
      pipelineId: pipeline.id,
      name: values.name.trim(),
      probability: Number(values.probability),
      rottingDays: values.rottingDays ? Number(values.rottingDays) : null,
    }
    try {
      if (stage)
        await change.mutateAsync({ ...body, id: stage.id, active: values.active, moveToId: values.moveToId })
      else await create.mutateAsync({ ...body, key })
      onClose()
    } catch (error) {
      setFailure(error)
    }
  }
  return (
    <FormDialog
      opened={opened}
      onClose={onClose}
      title={stage ? t`Mudar a etapa` : t`Nova etapa em ${pipeline.name}`}
      submit={stage ? t`Salvar` : t`Criar etapa`}
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
        value={values.name}
        error={tried && !values.name.trim() ? t`Dê um nome à etapa.` : null}
        onChange={(event) => set({ name: event.currentTarget.value })}
      />
      <TextInput
        label={t`Chance de vender, em %`}
        description={t`De cem que chegam aqui, quantas se vendem.`}
        inputMode="numeric"
        value={values.probability}
        error={tried && !isChance ? t`De 0 a 100.` : null}
        onChange={(event) => set({ probability: digits(event.currentTarget.value) })}
      />
      <TextInput
        label={t`Parada depois de quantos dias`}
        description={t`Em branco: nunca.`}
        inputMode="numeric"
        value={values.rottingDays}
        error={tried && !isTime ? t`De 1 a 365.` : null}
        onChange={(event) => set({ rottingDays: digits(event.currentTarget.value) })}
      />
      {stage && (
        <Switch
          label={t`Em uso`}
          checked={values.active}
          onChange={(event) => set({ active: event.currentTarget.checked })}
        />
      )}
      {stage?.active && !values.active && (
        <Select
          label={t`Para onde vai o que está aberto nela`}
          placeholder={t`Nada está aberto`}
          clearable
          value={values.moveToId}
          data={pipeline.stages
            .filter(({ active, id }) => active && id !== stage.id)
            .map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(moveToId) => set({ moveToId })}
        />
      )}
    </FormDialog>
  )
}
