import { t } from '@lingui/core/macro'
import { zodResolver } from '@hookform/resolvers/zod'
import { Button, PasswordInput, SegmentedControl, Skeleton, Textarea, TextInput } from '@mantine/core'
import { IconPlugConnected } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Controller, useForm, useWatch } from 'react-hook-form'
import { z } from 'zod'
import { CopyField, ErrorState, Moment, PageHeader, Section, StatusBadge } from '@/components/ui'
import type { SicrediSettings } from '@/lib/api/types'
import { showFieldErrors } from '@/lib/form-errors'
import { notifyDone, notifyError, notifyTrouble } from '@/lib/notify'
import { formatDay } from '@/lib/time'
import { useUnsavedGuard } from '@/lib/use-unsaved-guard'
import { useChangeSicredi } from '../api/change-sicredi'
import { getSicredi } from '../api/get-sicredi'
import { useTestSicredi } from '../api/test-sicredi'
import { RefundLimit } from '../../refunds/components/refund-limit'
import { CertificateAlert } from './certificate-alert'
import css from './sicredi.module.css'

export function SicrediSettingsForm() {
  const settings = useQuery({ ...getSicredi, refetchOnWindowFocus: false })
  return (
    <>
      <PageHeader
        title={t`Pix Sicredi`}
        text={t`Com a API Pix do Sicredi, cada senha com valor vira uma cobrança que se confirma sozinha.`}
      />
      {settings.isPending ? (
        <>
          <Skeleton height={36} mb={16} />
          <Skeleton height={36} mb={16} />
          <Skeleton height={90} />
        </>
      ) : settings.isError && !settings.data ? (
        <ErrorState error={settings.error} onRetry={() => void settings.refetch()} />
      ) : (
        <>
          <CertificateAlert settings={settings.data} />
          <Health settings={settings.data} />
          <Form key={JSON.stringify(settings.data.secrets)} settings={settings.data} />
          <Section
            title={t`Endereço de notificação`}
            text={t`O banco avisa por aqui quando um Pix cai. Cadastre este endereço como webhook da sua chave Pix; sem ele, a confirmação demora alguns segundos a mais.`}
          >
            <CopyField text={settings.data.webhookUrl} />
          </Section>
          <RefundLimit
            key={settings.data.refundApprovalAbove.value}
            above={settings.data.refundApprovalAbove}
          />
        </>
      )}
    </>
  )
}

/** The server keeps a stable word for what went wrong with the bank; anything else is the bank's own term. */
function bankTrouble(word: string): string {
  const known: Record<string, string> = {
    timeout: t`O banco demorou demais para responder. Tente de novo em alguns minutos.`,
    unreachable: t`Não foi possível chegar ao banco. Confira a internet do servidor e o ambiente escolhido.`,
    unauthorized: t`O banco não aceitou as credenciais. Confira o Client ID e o Client Secret.`,
    certificate: t`O banco não aceitou o certificado. Confira se ele é deste ambiente e está na validade.`,
    server_error: t`O banco está com problemas. Tente de novo em alguns minutos.`,
    host_not_allowed: t`Este endereço de banco não é permitido nesta instalação. Escolha Produção ou Homologação.`,
  }
  return known[word] ?? t`O banco recusou o pedido (${word}). Confira a chave Pix e as permissões da API.`
}

function Health({ settings }: { settings: SicrediSettings }) {
  const test = useTestSicredi()
  const { lastOkAt, lastError } = settings.status
  return (
    <div className={css.health}>
      <div>
        {lastError ? (
          <StatusBadge tone="danger">{t`Com problema`}</StatusBadge>
        ) : lastOkAt ? (
          <StatusBadge tone="ok">{t`Funcionando`}</StatusBadge>
        ) : (
          <StatusBadge tone="neutral">{t`Ainda não testado`}</StatusBadge>
        )}
        <p className={css.healthText}>
          {lastError ? (
            bankTrouble(lastError)
          ) : lastOkAt ? (
            <>
              {t`Última resposta do banco:`} <Moment at={lastOkAt} />
            </>
          ) : (
            t`Salve os dados abaixo e teste a conexão.`
          )}
        </p>
      </div>
      <Button
        variant="default"
        leftSection={<IconPlugConnected size={16} />}
        loading={test.isPending}
        onClick={() =>
          void test
            .mutateAsync()
            .then(
              ({ ok, message }) =>
                ok ? notifyDone(t`Conexão com o Sicredi funcionando.`) : notifyTrouble(bankTrouble(message)),
              notifyError,
            )
        }
      >
        {t`Testar conexão`}
      </Button>
    </div>
  )
}

const FIELDS = [
  'environment',
  'baseUrl',
  'tokenPath',
  'apiPath',
  'cobPath',
  'clientId',
  'clientSecret',
  'pixKey',
  'certificatePem',
  'privateKeyPem',
] as const

function Form({ settings }: { settings: SicrediSettings }) {
  const change = useChangeSicredi()
  const [failure, setFailure] = useState<unknown>(null)
  const { secrets } = settings
  const pem = (kind: string) => (text: string) => text.trim() === '' || text.includes(`-----BEGIN ${kind}`)
  const schema = z
    .object({
      environment: z.enum(['production', 'homologation', 'custom']),
      baseUrl: z.string().trim(),
      tokenPath: z.string().trim(),
      apiPath: z.string().trim(),
      cobPath: z.string().trim(),
      clientId: z
        .string()
        .trim()
        .min(1, t`Informe o Client ID.`),
      clientSecret: z.string(),
      pixKey: z
        .string()
        .trim()
        .min(1, t`Informe a chave Pix que recebe.`),
      certificatePem: z
        .string()
        .refine(pem('CERTIFICATE'), t`Cole o certificado inteiro, de BEGIN CERTIFICATE a END CERTIFICATE.`),
      privateKeyPem: z
        .string()
        .refine(
          (text) => text.trim() === '' || /-----BEGIN [A-Z ]*PRIVATE KEY/.test(text),
          t`Cole a chave inteira, de BEGIN PRIVATE KEY a END PRIVATE KEY.`,
        ),
    })
    .superRefine((values, context) => {
      if (secrets.clientSecret === null && values.clientSecret === '') {
        context.addIssue({ code: 'custom', path: ['clientSecret'], message: t`Informe o Client Secret.` })
      }
      if (secrets.certificate === null && values.certificatePem.trim() === '') {
        context.addIssue({
          code: 'custom',
          path: ['certificatePem'],
          message: t`Cole o certificado que o Sicredi emitiu.`,
        })
      }
      if (values.certificatePem.trim() !== '' && values.privateKeyPem.trim() === '') {
        context.addIssue({
          code: 'custom',
          path: ['privateKeyPem'],
          message: t`O certificado novo precisa da sua chave.`,
        })
      }
      if (values.environment === 'custom' && !/^https?:\/\/\S+$/.test(values.baseUrl)) {
        context.addIssue({
          code: 'custom',
          path: ['baseUrl'],
          message: t`Informe o endereço completo, com https://.`,
        })
      }
    })
  type Values = z.infer<typeof schema>
  const form = useForm<Values>({
    resolver: zodResolver(schema),
    defaultValues: {
      environment: settings.environment,
      baseUrl: settings.baseUrl ?? '',
      tokenPath: settings.tokenPath ?? '',
      apiPath: settings.apiPath ?? '',
      cobPath: settings.cobPath ?? '',
      clientId: settings.clientId ?? '',
      clientSecret: '',
      pixKey: settings.pixKey ?? '',
      certificatePem: '',
      privateKeyPem: '',
    },
  })
  const { errors, isDirty } = form.formState
  const environment = useWatch({ control: form.control, name: 'environment' })
  useUnsavedGuard(isDirty && !change.isPending)

  const submit = form.handleSubmit(async (values) => {
    setFailure(null)
    const custom = values.environment === 'custom'
    const filled = (text: string) => (text.trim() === '' ? undefined : text.trim())
    try {
      await change.mutateAsync({
        body: {
          environment: values.environment,
          clientId: values.clientId,
          pixKey: values.pixKey,
          clientSecret: filled(values.clientSecret),
          certificatePem: filled(values.certificatePem),
          privateKeyPem: filled(values.privateKeyPem),
          ...(custom
            ? {
                baseUrl: values.baseUrl,
                tokenPath: filled(values.tokenPath),
                apiPath: filled(values.apiPath),
                cobPath: filled(values.cobPath),
              }
            : {}),
        },
      })
      form.reset({ ...values, clientSecret: '', certificatePem: '', privateKeyPem: '' })
      notifyDone(t`Dados do Sicredi salvos. Teste a conexão.`)
    } catch (error) {
      if (!showFieldErrors<Values>(error, FIELDS, form.setError)) setFailure(error)
    }
  })

  return (
    <form className={css.form} noValidate onSubmit={(event) => void submit(event)}>
      <div>
        <p className={css.label} id="sicredi-environment">{t`Ambiente`}</p>
        <Controller
          control={form.control}
          name="environment"
          render={({ field }) => (
            <SegmentedControl
              aria-labelledby="sicredi-environment"
              value={field.value}
              onChange={field.onChange}
              data={[
                { value: 'production', label: t`Produção` },
                { value: 'homologation', label: t`Homologação` },
                { value: 'custom', label: t`Outro` },
              ]}
            />
          )}
        />
      </div>
      {environment === 'custom' && (
        <div className={css.pair}>
          <TextInput
            label={t`Endereço do banco`}
            placeholder="https://"
            error={errors.baseUrl?.message}
            {...form.register('baseUrl')}
          />
          <TextInput
            label={t`Caminho do token`}
            placeholder="/oauth/token"
            error={errors.tokenPath?.message}
            {...form.register('tokenPath')}
          />
          <TextInput
            label={t`Caminho da API`}
            placeholder="/api/v2"
            error={errors.apiPath?.message}
            {...form.register('apiPath')}
          />
          <TextInput
            label={t`Caminho da cobrança (opcional)`}
            error={errors.cobPath?.message}
            {...form.register('cobPath')}
          />
        </div>
      )}
      <TextInput
        label={t`Chave Pix que recebe`}
        description={t`CNPJ, e-mail, telefone ou chave aleatória cadastrada no Sicredi.`}
        error={errors.pixKey?.message}
        {...form.register('pixKey')}
      />
      <div className={css.pair}>
        <TextInput
          label={t`Client ID`}
          autoComplete="off"
          error={errors.clientId?.message}
          {...form.register('clientId')}
        />
        <PasswordInput
          label={t`Client Secret`}
          autoComplete="new-password"
          placeholder={secrets.clientSecret ?? undefined}
          description={
            secrets.clientSecret ? t`Guardado: ${secrets.clientSecret}. Preencha só para trocar.` : undefined
          }
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          error={errors.clientSecret?.message}
          {...form.register('clientSecret')}
        />
      </div>
      <Textarea
        label={t`Certificado (PEM)`}
        description={
          secrets.certificate
            ? t`Guardado: ${secrets.certificate.subject}, válido até ${formatDay(secrets.certificate.notAfter)}. Cole outro só para trocar.`
            : t`O arquivo .pem ou .cer que o Sicredi devolveu, aberto como texto.`
        }
        placeholder="-----BEGIN CERTIFICATE-----"
        rows={3}
        classNames={{ input: css.mono }}
        error={errors.certificatePem?.message}
        {...form.register('certificatePem')}
      />
      <Textarea
        label={t`Chave privada (PEM)`}
        description={t`Fica cifrada no servidor e nunca mais é mostrada.`}
        placeholder="-----BEGIN PRIVATE KEY-----"
        rows={3}
        classNames={{ input: css.mono }}
        error={errors.privateKeyPem?.message}
        {...form.register('privateKeyPem')}
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
