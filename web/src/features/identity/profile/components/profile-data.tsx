import { t } from '@lingui/core/macro'
import { Button, FileButton, Select, Skeleton, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { Avatar } from '@/components/ui/avatar'
import { ErrorState, PageHeader, Section } from '@/components/ui'
import type { Profile } from '@/lib/api/types'
import { squarePicture } from '@/lib/avatar'
import { sessions } from '@/lib/auth/session'
import { shownInPlace } from '@/lib/mutations'
import { notifyDone, notifyError, notifyTrouble } from '@/lib/notify'
import { getProfile } from '@/lib/profile'
import { useUnsavedGuard } from '@/lib/use-unsaved-guard'
import { useChangeProfile, useRemoveAvatar, useSetAvatar } from '../api/profile'
import { EmailSection } from './email-section'
import css from './profile.module.css'

export function ProfileData() {
  const profile = useQuery({ ...getProfile, refetchOnWindowFocus: false })
  return (
    <>
      <PageHeader title={t`Meus dados`} text={t`Como você aparece para os colegas, e como você entra.`} />
      {profile.isPending ? (
        <>
          <Skeleton height={72} circle mb={16} />
          <Skeleton height={36} mb={16} maw={420} />
          <Skeleton height={36} maw={420} />
        </>
      ) : profile.isError && !profile.data ? (
        <ErrorState error={profile.error} onRetry={() => void profile.refetch()} />
      ) : (
        <>
          <Picture profile={profile.data} />
          <Form key={profile.data.userId} profile={profile.data} />
          <div className={css.later}>
            <Section title={t`E-mail`} text={t`É com ele que você entra, e para ele vão os avisos da conta.`}>
              <EmailSection profile={profile.data} />
            </Section>
          </div>
        </>
      )}
    </>
  )
}

function Picture({ profile }: { profile: Profile }) {
  const set = useSetAvatar()
  const remove = useRemoveAvatar()

  const choose = async (file: File | null) => {
    if (!file) return
    let picture: Blob
    try {
      picture = await squarePicture(file)
    } catch {
      notifyTrouble(t`Este arquivo não é uma foto que o navegador conheça. Escolha outro.`)
      return
    }
    void set.mutateAsync(picture).then(() => notifyDone(t`Foto trocada.`), notifyError)
  }

  return (
    <div className={css.picture}>
      <Avatar userId={profile.userId} avatar={profile.avatar} name={profile.name} size={72} />
      <div>
        <div className={css.row}>
          <FileButton accept="image/png,image/jpeg,image/webp" onChange={(file) => void choose(file)}>
            {(props) => (
              <Button {...props} variant="default" size="xs" loading={set.isPending}>
                {profile.avatar ? t`Trocar a foto` : t`Escolher uma foto`}
              </Button>
            )}
          </FileButton>
          {profile.avatar && (
            <Button
              variant="subtle"
              color="neutral"
              size="xs"
              loading={remove.isPending}
              onClick={() => void remove.mutateAsync().catch(notifyError)}
            >
              {t`Tirar`}
            </Button>
          )}
        </div>
        <p className={css.hint}>{t`Só quem trabalha nesta empresa a vê.`}</p>
      </div>
    </div>
  )
}

const LANGUAGES = [
  { value: 'pt_br', label: 'Português (Brasil)' },
  { value: 'en', label: 'English' },
] as const

function Form({ profile }: { profile: Profile }) {
  const change = useChangeProfile()
  const [name, setName] = useState(profile.name)
  const [language, setLanguage] = useState(profile.language)
  const [tried, setTried] = useState(false)
  const isDirty = name !== profile.name || language !== profile.language
  useUnsavedGuard(isDirty && !change.isPending)
  const problem =
    name.trim() === '' ? t`Digite seu nome.` : name.trim().length > 80 ? t`Use até 80 caracteres.` : null

  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (problem) return
    void change.mutateAsync({ name: name.trim(), language }).then(() => {
      setName(name.trim())
      notifyDone(t`Dados salvos.`)
      // The name in the menu, and the language of the screen, are the session's.
      void sessions.refresh()
    }, shownInPlace)
  }

  return (
    <form noValidate onSubmit={submit} className={css.form}>
      <TextInput
        label={t`Nome`}
        autoComplete="name"
        value={name}
        error={tried ? problem : null}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Select
        label={t`Idioma`}
        description={t`O inglês ainda não está completo: o que falta aparece em português.`}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        data={[...LANGUAGES]}
        value={language}
        allowDeselect={false}
        onChange={(value) => value && setLanguage(value as Profile['language'])}
      />
      {change.isError && <ErrorState error={change.error} />}
      <div>
        <Button type="submit" loading={change.isPending} disabled={!isDirty}>
          {t`Salvar`}
        </Button>
      </div>
    </form>
  )
}
