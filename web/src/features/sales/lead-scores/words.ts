import { t } from '@lingui/core/macro'
import type { LeadDetails } from '@/lib/api/types'

type Reason = LeadDetails['points'][number]['reason']

/** As a lead tells of its points. */
export function reasonWords(reason: Reason): string {
  return {
    recommendation: t`Veio por indicação`,
    advertisement: t`Veio de um anúncio`,
    conversation: t`Escreveu para a empresa`,
    interest: t`Sabe-se o que quer`,
    amount: t`Sabe-se o valor`,
    next_step: t`Há um próximo passo`,
    qualified: t`Está qualificado`,
  }[reason]
}
