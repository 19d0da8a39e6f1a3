import { t } from '@lingui/core/macro'
import { Sections } from '../settings/sections'

export function ProfileLayout() {
  return (
    <Sections
      title={t`Meu perfil`}
      sections={[
        { to: '/perfil', label: t`Meus dados`, exact: true },
        { to: '/perfil/senha', label: t`Senha` },
        { to: '/perfil/duas-etapas', label: t`Duas etapas` },
        { to: '/perfil/aparelhos', label: t`Aparelhos` },
      ]}
    />
  )
}
