import { t } from '@lingui/core/macro'
import { zodResolver } from '@hookform/resolvers/zod'
import { PasswordInput, Switch, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { z } from 'zod'
import { FormDialog } from '@/components/ui/form-dialog'
import type { ChannelSettings } from '@/lib/api/types'
import { showFieldErrors } from '@/lib/form-errors'
import { notifyDone } from '@/lib/notify'
import { uuid } from '@/lib/uuid'
import { useChangeChannel, useConnectChannel } from '../api/accounts'
import css from './channels.module.css'

const META_URL = 'https://graph.facebook.com'

const FIELDS = [
  'name',
  'phoneNumberId',
  'wabaId',
  'accessToken',
  'appSecret',
  'graphVersion',
  'apiUrl',
] as const

function schemaOf(secretsNeeded: boolean) {
  const metaId = z
    .string()
    .trim()
    .regex(/^\d{5,25}$/, t`Informe o ID que a Meta mostra: só números, e não o telefone.`)
  const secret = z
    .string()
    .trim()
    .refine(
      (text) => (text === '' ? !secretsNeeded : /^[!-~]{8,1000}$/.test(text)),
      t`Cole o valor inteiro, sem espaços: de 8 a 1.000 caracteres.`,
    )
  return z.object({
    name: z
      .string()
      .trim()
      .min(1, t`Dê um nome a este número.`)
      .max(80, t`Use no máximo 80 caracteres.`),
    phoneNumberId: metaId,
    wabaId: metaId,
    accessToken: secret,
    appSecret: secret,
    graphVersion: z
      .string()
      .trim()
      .regex(/^v\d{2}\.\d$/, t`Informe a versão como a Meta escreve, por exemplo v24.0.`),
    apiUrl: z
      .string()
      .trim()
      .max(200, t`Use no máximo 200 caracteres.`),
    forgetOldAppSecret: z.boolean(),
  })
}

type Values = z.infer<ReturnType<typeof schemaOf>>

interface Props {
  opened: boolean
  onClose: () => void
  /** The number to change; without it, one is connected. */
  settings?: ChannelSettings
  onDone: (settings: ChannelSettings) => void
}

export function ChannelDialog({ opened, onClose, settings, onDone }: Props) {
  const connect = useConnectChannel()
  const change = useChangeChannel(settings?.id ?? '')
  const [failure, setFailure] = useState<unknown>(null)
  const [advanced, setAdvanced] = useState(false)
  // Repeated after a lost answer, it is the same number; with other data, another request.
  const [sent, setSent] = useState<{ key: string; body: string } | null>(null)
  const form = useForm<Values>({
    resolver: zodResolver(schemaOf(!settings)),
    defaultValues: {
      name: settings?.name ?? '',
      phoneNumberId: settings?.phoneNumberId ?? '',
      wabaId: settings?.wabaId ?? '',
      accessToken: '',
      appSecret: '',
      graphVersion: settings?.graphVersion ?? 'v24.0',
      apiUrl: settings?.apiUrl ?? '',
      forgetOldAppSecret: false,
    },
  })
  const { errors } = form.formState
  const open = advanced || !!errors.graphVersion || !!errors.apiUrl

  const submit = form.handleSubmit(async (values) => {
    setFailure(null)
    const { phoneNumberId, accessToken, appSecret, forgetOldAppSecret, ...rest } = values
    const known = { ...rest, apiUrl: values.apiUrl || META_URL }
    try {
      if (settings) {
        const changed = await change.mutateAsync({
          ...known,
          accessToken: accessToken || undefined,
          appSecret: appSecret || undefined,
          forgetOldAppSecret,
        })
        notifyDone(t`Número alterado.`)
        onDone(changed)
      } else {
        const body = { ...known, phoneNumberId, accessToken, appSecret }
        const text = JSON.stringify(body)
        const key = sent?.body === text ? sent.key : uuid()
        setSent({ key, body: text })
        const connected = await connect.mutateAsync({ body, key })
        notifyDone(t`Número conectado. Falta informar o webhook na Meta.`)
        onDone(connected)
      }
    } catch (error) {
      if (!showFieldErrors<Values>(error, FIELDS, form.setError)) setFailure(error)
    }
  })

  return (
    <FormDialog
      opened={opened}
      onClose={onClose}
      size={560}
      title={settings ? t`Alterar número` : t`Conectar número do WhatsApp`}
      submit={settings ? t`Salvar` : t`Conectar`}
      busy={connect.isPending || change.isPending}
      error={failure ?? undefined}
      onSubmit={(event) => void submit(event)}
    >
      {!settings && (
        <p className={css.dim}>
          {t`Os dados estão em Meta for Developers, no seu app, em WhatsApp, Configuração da API. O segredo do app está em Configurações do app, Básico.`}
        </p>
      )}
      <TextInput
        data-autofocus
        label={t`Nome`}
        description={t`Só para vocês, por exemplo Atendimento.`}
        error={errors.name?.message}
        {...form.register('name')}
      />
      <div className={css.pair}>
        <TextInput
          label={t`ID do número`}
          inputMode="numeric"
          autoComplete="off"
          readOnly={!!settings}
          description={settings ? t`Não muda. Para outro número, conecte outro.` : undefined}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          error={errors.phoneNumberId?.message}
          {...form.register('phoneNumberId')}
        />
        <TextInput
          label={t`ID da conta do WhatsApp (WABA)`}
          inputMode="numeric"
          autoComplete="off"
          error={errors.wabaId?.message}
          {...form.register('wabaId')}
        />
      </div>
      <PasswordInput
        label={t`Token de acesso`}
        description={
          settings
            ? t`Guardado. Preencha só para trocar.`
            : t`De um usuário do sistema, com permissão para enviar e gerenciar. Fica cifrado e nunca mais é mostrado.`
        }
        autoComplete="new-password"
        error={errors.accessToken?.message}
        {...form.register('accessToken')}
      />
      <PasswordInput
        label={t`Segredo do app`}
        description={
          settings
            ? t`Guardado. Preencha só para trocar; o antigo continua valendo até você dizer que não.`
            : t`Com ele se confere que um aviso veio mesmo da Meta.`
        }
        autoComplete="new-password"
        error={errors.appSecret?.message}
        {...form.register('appSecret')}
      />
      {settings?.oldAppSecretSigns && (
        <Switch
          label={t`Aceitar só o novo segredo do app`}
          description={t`Ligue depois de trocar o segredo na Meta: o antigo deixa de valer.`}
          {...form.register('forgetOldAppSecret')}
        />
      )}
      <details
        className={css.advanced}
        open={open}
        onToggle={(event) => setAdvanced(event.currentTarget.open)}
      >
        <summary>{t`Avançado`}</summary>
        <div className={css.pair}>
          <TextInput
            label={t`Versão da API da Meta`}
            autoComplete="off"
            error={errors.graphVersion?.message}
            {...form.register('graphVersion')}
          />
          <TextInput
            label={t`Endereço da API`}
            description={t`Em branco: o da Meta.`}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            placeholder={META_URL}
            autoComplete="off"
            error={errors.apiUrl?.message}
            {...form.register('apiUrl')}
          />
        </div>
      </details>
    </FormDialog>
  )
}
