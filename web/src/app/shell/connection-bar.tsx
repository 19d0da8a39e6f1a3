import { t } from '@lingui/core/macro'
import { IconPlugConnectedX, IconWifiOff } from '@tabler/icons-react'
import { NoticeBar } from '@/components/ui'
import { useAway } from '@/lib/use-away'
import { useOnline } from '@/lib/use-online'

/** Whether what stands on the screen is true at this moment. */
export function ConnectionBar() {
  const online = useOnline()
  const away = useAway()
  if (!online)
    return (
      <NoticeBar
        icon={IconWifiOff}
        text={t`Sem internet. A tela pode estar desatualizada; as ações voltam com a conexão.`}
      />
    )
  if (!away) return null
  return (
    <NoticeBar
      icon={IconPlugConnectedX}
      text={t`Reconectando ao servidor. Os alertas atrasam; o que acontecer enquanto isso aparece quando a conexão voltar.`}
    />
  )
}
