import { t } from '@lingui/core/macro'
import { IconPlugConnectedX, IconWifiOff } from '@tabler/icons-react'
import { useAway } from '@/lib/use-away'
import { useOnline } from '@/lib/use-online'
import css from './shell.module.css'

/** Whether what stands on the screen is true at this moment. */
export function ConnectionBar() {
  const online = useOnline()
  const away = useAway()
  if (!online)
    return (
      <div className={css.offline}>
        <IconWifiOff size={16} aria-hidden />
        {t`Sem internet. A tela pode estar desatualizada; as ações voltam com a conexão.`}
      </div>
    )
  if (!away) return null
  return (
    <div className={css.offline}>
      <IconPlugConnectedX size={16} aria-hidden />
      {t`Reconectando ao servidor. Os alertas atrasam; o que acontecer enquanto isso aparece quando a conexão voltar.`}
    </div>
  )
}
