import { t } from '@lingui/core/macro'
import { Button, SegmentedControl, Skeleton, Switch, Textarea, TextInput } from '@mantine/core'
import { IconArrowLeft, IconExternalLink } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useId, useState } from 'react'
import { QrCode } from '@/components/plain/qr-code'
import record from '@/components/record/record.module.css'
import { CopyField, ErrorState, PageHeader, Section } from '@/components/ui'
import { FormDialog } from '@/components/ui/form-dialog'
import { isApiError } from '@/lib/api/problem'
import type { FieldDemand, LeadForm } from '@/lib/api/types'
import { useSession } from '@/lib/auth/session'
import { shownInPlace } from '@/lib/mutations'
import { notifyDone } from '@/lib/notify'
import { useUnsavedGuard } from '@/lib/use-unsaved-guard'
import { uuid } from '@/lib/uuid'
import { OwnerSelect } from '../../leads/components/owner-select'
import { FormView } from '../../public-lead-form/components/form-view'
import { NOTHING } from '../../public-lead-form/entry'
import { getLeadForm, useChangeLeadForm, useCreateLeadForm, useRenewLink } from '../api/lead-forms'
import { type Draft, draftOf, isSame, newDraft, toInput, toNew, wrongIn } from '../draft'
import css from './lead-forms.module.css'

/** `novo`: one that is to be made. */
export const NEW = 'novo'

export function LeadFormPage({ id }: { id: string }) {
  const query = useQuery({ ...getLeadForm(id), enabled: id !== NEW, refetchOnWindowFocus: false })
  return (
    <>
      <Link to="/configuracoes/formularios" className={record.back}>
        <IconArrowLeft size={16} aria-hidden /> {t`Formulários`}
      </Link>
      {id === NEW ? (
        <Editor form={null} />
      ) : query.isPending ? (
        <Skeleton height={480} />
      ) : query.isError && !query.data ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <Editor form={query.data} onOutdated={() => query.refetch().then(({ data }) => data)} />
      )}
    </>
  )
}

interface Props {
  /** Null: a new one. */
  form: LeadForm | null
  /** What it is by now. */
  onOutdated?: () => Promise<LeadForm | undefined>
}

function Editor({ form, onOutdated }: Props) {
  const navigate = useNavigate()
  const { tenant } = useSession()
  const create = useCreateLeadForm()
  const change = useChangeLeadForm()
  const [key] = useState(uuid)
  // What one began from: what comes by realtime meanwhile must not change what is being written.
  const [start, setStart] = useState({ form, draft: form ? draftOf(form) : newDraft() })
  const [draft, setDraft] = useState(start.draft)
  const [tried, setTried] = useState(false)
  const [failure, setFailure] = useState<unknown>(null)
  const [owner, setOwner] = useState(form?.owner ?? null)
  const isDirty = !isSame(draft, start.draft)
  const busy = create.isPending || change.isPending
  useUnsavedGuard(isDirty && !busy && !create.isSuccess)
  const wrong = wrongIn(draft)
  const shown = tried ? wrong : null
  const set = <K extends keyof Draft>(field: K, value: Draft[K]) =>
    setDraft((before) => ({ ...before, [field]: value }))
  const begin = (now: LeadForm) => {
    setStart({ form: now, draft: draftOf(now) })
    setDraft(draftOf(now))
    setOwner(now.owner)
    setFailure(null)
  }
  const save = async () => {
    setTried(true)
    setFailure(null)
    if (Object.values(wrong).some(Boolean)) return
    try {
      if (start.form) {
        begin(await change.mutateAsync({ form: start.form, body: toInput(draft) }))
        notifyDone(t`Formulário salvo.`)
        return
      }
      const made = await create.mutateAsync({ key, body: toNew(draft) })
      notifyDone(t`Formulário criado. O link está pronto para ser enviado.`)
      void navigate({ to: '/configuracoes/formularios/$id', params: { id: made.id }, replace: true })
    } catch (error) {
      setFailure(error)
    }
  }
  return (
    <>
      <PageHeader title={start.form?.name ?? t`Novo formulário`} />
      <div className={css.columns}>
        <div className={css.main}>
          {start.form && (
            <LinkSection form={start.form} onRenewed={(now) => setStart((was) => ({ ...was, form: now }))} />
          )}
          <form
            noValidate
            className={css.form}
            onSubmit={(event) => {
              event.preventDefault()
              void save()
            }}
          >
            {start.form && (
              <Switch
                label={t`Recebendo respostas`}
                description={t`Desligado, o link não mostra nada; os leads que já vieram ficam.`}
                checked={draft.active}
                onChange={(event) => set('active', event.currentTarget.checked)}
              />
            )}
            <TextInput
              label={t`Nome`}
              description={t`Só a sua empresa o vê: diz de onde o lead veio.`}
              placeholder={t`Bio do Instagram`}
              maxLength={60}
              value={draft.name}
              error={shown?.name}
              onChange={(event) => set('name', event.currentTarget.value)}
            />
            <TextInput
              label={t`Título da página`}
              maxLength={120}
              value={draft.title}
              error={shown?.title}
              onChange={(event) => set('title', event.currentTarget.value)}
            />
            <Textarea
              label={t`Texto`}
              autosize
              minRows={2}
              maxRows={8}
              maxLength={1000}
              value={draft.text}
              onChange={(event) => set('text', event.currentTarget.value)}
            />
            <fieldset className={css.demands}>
              <legend>{t`O que pedir, além do nome`}</legend>
              <Demand label={t`Telefone`} value={draft.phone} onChange={(to) => set('phone', to)} />
              <Demand label={t`E-mail`} value={draft.email} onChange={(to) => set('email', to)} />
              <Demand label={t`Mensagem`} value={draft.message} onChange={(to) => set('message', to)} />
              {wrong.demands && (
                <p className={css.wrong} role="alert">
                  {wrong.demands}
                </p>
              )}
            </fieldset>
            <Textarea
              label={t`Aviso de privacidade`}
              description={t`Fica ao lado do botão, e cada resposta guarda o que estava escrito.`}
              autosize
              minRows={2}
              maxRows={8}
              maxLength={600}
              value={draft.notice}
              error={shown?.notice}
              onChange={(event) => set('notice', event.currentTarget.value)}
            />
            <Textarea
              label={t`Agradecimento`}
              placeholder={t`Em breve respondemos.`}
              autosize
              minRows={2}
              maxRows={6}
              maxLength={500}
              value={draft.thanks}
              onChange={(event) => set('thanks', event.currentTarget.value)}
            />
            <OwnerSelect
              value={draft.ownerId ?? ''}
              known={owner}
              onChange={({ id }) => set('ownerId', id || null)}
            />
            {failure !== null && <ErrorState error={failure} />}
            <div className={css.save}>
              <Button type="submit" loading={busy} disabled={start.form !== null && !isDirty}>
                {start.form ? t`Salvar` : t`Criar formulário`}
              </Button>
              {isApiError(failure, 'sales.lead_form.changed_meanwhile') && (
                <Button
                  variant="default"
                  onClick={() => void onOutdated?.().then((now) => now && begin(now))}
                >
                  {t`Ver como está agora`}
                </Button>
              )}
            </div>
          </form>
        </div>
        <Preview draft={draft} companyName={tenant.name} />
      </div>
    </>
  )
}

interface DemandProps {
  label: string
  value: FieldDemand
  onChange: (to: FieldDemand) => void
}

function Demand({ label, value, onChange }: DemandProps) {
  const id = useId()
  return (
    <div className={css.demand}>
      <span id={id}>{label}</span>
      <SegmentedControl
        aria-labelledby={id}
        size="xs"
        value={value}
        data={[
          { value: 'off', label: t`Não` },
          { value: 'optional', label: t`Se quiser` },
          { value: 'required', label: t`Exigir` },
        ]}
        onChange={onChange}
      />
    </div>
  )
}

function LinkSection({ form, onRenewed }: { form: LeadForm; onRenewed: (form: LeadForm) => void }) {
  const [asked, setAsked] = useState(false)
  const renew = useRenewLink()
  return (
    <Section
      title={t`Link`}
      text={
        form.active
          ? t`Ponha na bio, no site ou no balcão. Acrescente ?utm_source=instagram para saber de onde cada um veio.`
          : t`O formulário está desligado: por enquanto o link não mostra nada.`
      }
    >
      <div className={css.link}>
        <div className={css.code}>
          <QrCode text={form.url} label={t`QR code do formulário`} />
        </div>
        <div className={css.linkActs}>
          <CopyField text={form.url} label={t`Copiar link`} />
          <div className={css.save}>
            <Button
              component="a"
              href={form.url}
              target="_blank"
              rel="noreferrer"
              size="xs"
              variant="default"
              leftSection={<IconExternalLink size={15} />}
            >
              {t`Abrir`}
            </Button>
            <Button size="xs" variant="subtle" color="gray" onClick={() => setAsked(true)}>
              {t`Trocar o link`}
            </Button>
          </div>
        </div>
      </div>
      <FormDialog
        opened={asked}
        onClose={() => setAsked(false)}
        title={t`Trocar o link`}
        submit={t`Trocar`}
        danger
        busy={renew.isPending}
        error={renew.error}
        onSubmit={(event) => {
          event.preventDefault()
          void renew.mutateAsync(form).then((now) => {
            onRenewed(now)
            setAsked(false)
            notifyDone(t`Link trocado. O antigo não leva mais a lugar nenhum.`)
          }, shownInPlace)
        }}
      >
        <p>{t`O link atual e o QR code impresso deixam de funcionar na hora, e não voltam.`}</p>
      </FormDialog>
    </Section>
  )
}

/** As a telephone shows it. It only looks so: nothing in it can be reached. */
function Preview({ draft, companyName }: { draft: Draft; companyName: string }) {
  return (
    <aside className={css.preview} aria-label={t`Como fica no celular`}>
      <p className={css.previewTitle}>{t`Como fica no celular`}</p>
      <div className={css.phone} aria-hidden inert>
        <FormView
          form={{ ...draft, companyName, title: draft.title.trim() || t`Título da página` }}
          entry={NOTHING}
          privacyUrl="#"
        />
      </div>
    </aside>
  )
}
