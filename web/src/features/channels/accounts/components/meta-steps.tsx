import { t } from '@lingui/core/macro'
import { CopyField } from '@/components/ui'
import type { ChannelSettings } from '@/lib/api/types'
import css from './channels.module.css'

/** What a person does at Meta, so that answers and confirmations arrive here. */
export function MetaSteps({ settings }: { settings: ChannelSettings }) {
  return (
    <ol className={css.steps}>
      <li>
        <div>
          <p>{t`No site Meta for Developers, abra o seu app e vá em WhatsApp, Configuração. Em Webhook, escolha Editar.`}</p>
        </div>
      </li>
      <li>
        <div>
          <p>{t`Cole estes dois valores e confirme. A Meta confere o endereço na hora.`}</p>
          <p className={css.copyLabel}>{t`Endereço do webhook`}</p>
          <CopyField text={settings.webhookUrl} label={t`Copiar endereço`} />
          <p className={css.copyLabel}>{t`Token de verificação`}</p>
          <CopyField text={settings.verifyToken} label={t`Copiar token`} />
        </div>
      </li>
      <li>
        <div>
          <p>{t`Em Campos do webhook, assine messages e message_template_status_update. Depois mande uma mensagem ao número: ela aparece em WhatsApp, Recebidas.`}</p>
        </div>
      </li>
    </ol>
  )
}
