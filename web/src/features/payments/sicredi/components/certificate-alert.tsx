import { t } from '@lingui/core/macro'
import { Alert } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import type { SicrediSettings } from '@/lib/api/types'
import { formatDay } from '@/lib/time'

/** From a month before the certificate ends: the bank needs days to issue another one. */
export function CertificateAlert({ settings }: { settings: SicrediSettings }) {
  const { certificate } = settings.secrets
  if (!certificate || certificate.expiry === 'fine') return null
  const day = formatDay(certificate.notAfter)
  const over = certificate.expiry === 'expired'
  return (
    <Alert
      mb={16}
      color={over ? 'red' : 'yellow'}
      icon={<IconAlertTriangle size={18} />}
      title={over ? t`O certificado do Sicredi venceu` : t`O certificado do Sicredi vence em ${day}`}
    >
      {over
        ? t`Venceu em ${day}. Sem um novo, nenhum Pix é cobrado, confirmado ou devolvido. Peça outro ao Sicredi e cole-o aqui.`
        : t`Peça outro ao Sicredi já: a emissão leva dias. Cole-o aqui antes dessa data.`}
    </Alert>
  )
}
