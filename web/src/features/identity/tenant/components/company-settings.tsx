import { t } from '@lingui/core/macro'
import { zodResolver } from '@hookform/resolvers/zod'
import { Button, Select, Skeleton, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Controller, useForm } from 'react-hook-form'
import { z } from 'zod'
import { ErrorState, PageHeader } from '@/components/ui'
import type { Tenant } from '@/lib/api/types'
import { showFieldErrors } from '@/lib/form-errors'
import { notifyDone } from '@/lib/notify'
import { useUnsavedGuard } from '@/lib/use-unsaved-guard'
import { useChangeTenant } from '../api/change-tenant'
import { getTenant } from '../api/get-tenant'

const ZONES = [
  'America/Sao_Paulo',
  'America/Bahia',
  'America/Fortaleza',
  'America/Recife',
  'America/Maceio',
  'America/Araguaina',
  'America/Belem',
  'America/Santarem',
  'America/Campo_Grande',
  'America/Cuiaba',
  'America/Manaus',
  'America/Porto_Velho',
  'America/Boa_Vista',
  'America/Rio_Branco',
  'America/Eirunepe',
  'America/Noronha',
]

const zoneName = (zone: string) => zone.replace('America/', '').replaceAll('_', ' ').replace('Sao', 'São')

export function CompanySettings() {
  const tenant = useQuery({ ...getTenant, refetchOnWindowFocus: false })
  return (
    <>
      <PageHeader
        title={t`Empresa`}
        text={t`O nome aparece para o cliente na senha, no painel e no pagamento.`}
      />
      {tenant.isPending ? (
        <>
          <Skeleton height={36} mb={16} maw={420} />
          <Skeleton height={36} maw={420} />
        </>
      ) : tenant.isError && !tenant.data ? (
        <ErrorState error={tenant.error} onRetry={() => void tenant.refetch()} />
      ) : (
        <Form tenant={tenant.data} />
      )}
    </>
  )
}

function Form({ tenant }: { tenant: Tenant }) {
  const change = useChangeTenant()
  const [failure, setFailure] = useState<unknown>(null)
  const schema = z.object({
    name: z
      .string()
      .trim()
      .min(1, t`Informe o nome da empresa.`)
      .max(120, t`Use até 120 caracteres.`),
    timeZone: z.string(),
    businessDayCutoff: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, t`Use hora e minuto, como 03:00.`),
  })
  const form = useForm<z.infer<typeof schema>>({
    resolver: zodResolver(schema),
    defaultValues: {
      name: tenant.name,
      timeZone: tenant.timeZone,
      businessDayCutoff: tenant.businessDayCutoff.slice(0, 5),
    },
  })
  const { errors, isDirty } = form.formState
  useUnsavedGuard(isDirty && !change.isPending)

  const submit = form.handleSubmit(async (values) => {
    setFailure(null)
    try {
      await change.mutateAsync({ body: { ...values, name: values.name.trim() } })
      form.reset(values)
      notifyDone(t`Dados da empresa salvos.`)
    } catch (error) {
      if (!showFieldErrors(error, ['name', 'timeZone', 'businessDayCutoff'], form.setError)) setFailure(error)
    }
  })

  return (
    <form
      noValidate
      onSubmit={(event) => void submit(event)}
      style={{ display: 'flex', flexDirection: 'column', gap: 18, maxWidth: 420 }}
    >
      <TextInput label={t`Nome`} error={errors.name?.message} {...form.register('name')} />
      <Controller
        control={form.control}
        name="timeZone"
        render={({ field }) => (
          <Select
            label={t`Fuso horário`}
            searchable
            data={[...new Set([tenant.timeZone, ...ZONES])].map((zone) => ({
              value: zone,
              label: zoneName(zone),
            }))}
            value={field.value}
            onChange={field.onChange}
            error={errors.timeZone?.message}
          />
        )}
      />
      <TextInput
        type="time"
        label={t`Virada do dia`}
        description={t`A numeração recomeça nesta hora. Quem fecha de madrugada usa, por exemplo, 04:00.`}
        error={errors.businessDayCutoff?.message}
        {...form.register('businessDayCutoff')}
      />
      {failure !== null && <ErrorState error={failure} />}
      <div>
        <Button type="submit" loading={change.isPending} disabled={!isDirty}>
          {t`Salvar`}
        </Button>
      </div>
    </form>
  )
}
