import { t } from '@lingui/core/macro'
import { Button, FileButton, Skeleton, Textarea, TextInput } from '@mantine/core'
import { IconPhoto } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ErrorState, PageHeader, Section } from '@/components/ui'
import type { ProposalSettings } from '@/lib/api/types'
import { notifyDone, notifyError, notifyTrouble } from '@/lib/notify'
import { smallPicture } from '@/lib/small-picture'
import { useSource } from '@/lib/use-source'
import { useUnsavedGuard } from '@/lib/use-unsaved-guard'
import {
  getLogo,
  getProposalSettings,
  useChangeLogo,
  useChangeProposalSettings,
  useRemoveLogo,
} from '../api/settings'
import { MOST_DAYS, parseDays } from '../draft'
import css from './proposals.module.css'

export function ProposalsSettings() {
  const settings = useQuery({ ...getProposalSettings, refetchOnWindowFocus: false })
  return (
    <>
      <PageHeader
        title={t`Propostas`}
        text={t`Como cada proposta nova começa, e o que vai no alto do papel.`}
      />
      {settings.isPending ? (
        <Skeleton height={420} maw={620} />
      ) : settings.isError && !settings.data ? (
        <ErrorState error={settings.error} onRetry={() => void settings.refetch()} />
      ) : (
        <>
          <Section
            title={t`Logotipo`}
            text={t`PNG ou JPEG. Fica bem com fundo branco ou transparente, pois vai no papel.`}
          >
            <Logo logo={settings.data.logo} />
          </Section>
          <Section title={t`Texto`}>
            <Form settings={settings.data} />
          </Section>
        </>
      )}
    </>
  )
}

const MOST_BYTES = 500_000
const MOST_PIXELS = 1024

function Logo({ logo }: Pick<ProposalSettings, 'logo'>) {
  const picture = useQuery({ ...getLogo(logo?.id ?? ''), enabled: logo !== null })
  const source = useSource(picture.data)
  const change = useChangeLogo()
  const remove = useRemoveLogo()
  const put = async (file: File | null) => {
    if (!file) return
    let small: Blob
    try {
      // Drawn sharply and letting the paper through, unless that makes it too large.
      small = await smallPicture(file, MOST_PIXELS, 'image/png')
      if (small.size > MOST_BYTES) small = await smallPicture(file, MOST_PIXELS)
    } catch {
      notifyTrouble(t`Este arquivo não pôde ser lido como imagem.`)
      return
    }
    await change.mutateAsync(small).then(() => notifyDone(t`Logotipo salvo.`), notifyError)
  }
  const takeAway = async () => {
    const before = picture.data
    await remove.mutateAsync(null)
    notifyDone(
      t`Logotipo tirado.`,
      before && {
        label: t`Desfazer`,
        run: () => void change.mutateAsync(before).catch(notifyError),
      },
    )
  }
  return (
    <div className={css.logo}>
      <span className={css.logoPaper}>
        {logo && picture.data ? (
          <img ref={source} alt={t`Logotipo da empresa`} />
        ) : (
          <IconPhoto size={26} stroke={1.5} aria-hidden />
        )}
      </span>
      <div className={css.logoActs}>
        <FileButton accept="image/png,image/jpeg,image/webp" onChange={(file) => void put(file)}>
          {(props) => (
            <Button {...props} variant="default" loading={change.isPending}>
              {logo ? t`Trocar` : t`Escolher imagem`}
            </Button>
          )}
        </FileButton>
        {logo && (
          <Button
            variant="subtle"
            color="gray"
            loading={remove.isPending}
            onClick={() => void takeAway().catch(notifyError)}
          >
            {t`Tirar`}
          </Button>
        )}
      </div>
    </div>
  )
}

const typed = ({ validityDays, terms, letterhead }: ProposalSettings) => ({
  validityDays: `${validityDays}`,
  terms: terms ?? '',
  letterhead: letterhead ?? '',
})

function Form({ settings }: { settings: ProposalSettings }) {
  const change = useChangeProposalSettings()
  const [start, setStart] = useState(() => typed(settings))
  const [values, setValues] = useState(start)
  const days = parseDays(values.validityDays)
  const isDirty = JSON.stringify(values) !== JSON.stringify(start)
  useUnsavedGuard(isDirty && !change.isPending)
  const set = (changes: Partial<typeof values>) => setValues((before) => ({ ...before, ...changes }))
  const save = async () => {
    if (days === null) return
    const saved = typed(
      await change.mutateAsync({
        validityDays: days,
        terms: values.terms.trim() || null,
        letterhead: values.letterhead.trim() || null,
      }),
    )
    setStart(saved)
    setValues(saved)
    notifyDone(t`Salvo. Vale para as próximas propostas.`)
  }
  return (
    <form
      noValidate
      className={css.settings}
      onSubmit={(event) => {
        event.preventDefault()
        // What fails is shown below.
        save().catch(() => undefined)
      }}
    >
      <Textarea
        label={t`Cabeçalho`}
        description={t`Em linhas: razão social, CNPJ, endereço, telefone.`}
        autosize
        minRows={3}
        maxRows={8}
        maxLength={600}
        value={values.letterhead}
        onChange={(event) => set({ letterhead: event.currentTarget.value })}
      />
      <TextInput
        className={css.days}
        label={t`Vale por (dias)`}
        inputMode="numeric"
        maxLength={3}
        value={values.validityDays}
        error={days === null ? t`De 1 a ${MOST_DAYS} dias.` : null}
        onChange={(event) => set({ validityDays: event.currentTarget.value })}
      />
      <Textarea
        label={t`Condições`}
        description={t`Cada proposta nova começa com estas; nela podem ser mudadas.`}
        autosize
        minRows={5}
        maxRows={16}
        maxLength={8000}
        value={values.terms}
        onChange={(event) => set({ terms: event.currentTarget.value })}
      />
      {change.error && <ErrorState error={change.error} />}
      <div>
        <Button type="submit" loading={change.isPending} disabled={!isDirty}>
          {t`Salvar`}
        </Button>
      </div>
    </form>
  )
}
