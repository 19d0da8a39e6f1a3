import { t } from '@lingui/core/macro'
import { errorSentences } from './error-catalogue'

/** Of proposals: met behind the sign-in wall and by the customer who opens the link, and by nobody who only signs in. */
Object.assign(errorSentences, {
  'sales.proposal.not_found': () => t`Esta proposta não existe. Confira se o endereço está completo.`,
  'sales.proposal.not_live': () =>
    t`Não há versão desta proposta à espera do cliente. Recarregue a página para ver como ela está.`,
  'sales.proposal.decided': () =>
    t`Esta proposta já foi respondida. Recarregue a página para ver a resposta.`,
  'sales.proposal.expired': () => t`Esta proposta venceu. Peça outra a quem a enviou.`,
  'sales.proposal.superseded': () =>
    t`Há uma versão mais nova desta proposta, e só ela pode ser respondida. Peça o link a quem a enviou.`,
  'sales.proposal.content_differs': () =>
    t`A proposta não é a que esta página mostrava. Recarregue, leia de novo e responda.`,
  'sales.proposal.not_accepted': () => t`Só se paga uma proposta aceita. Aceite-a antes.`,
  'sales.proposal.nothing_to_pay': () => t`Não há o que pagar nesta proposta. Recarregue a página.`,
} satisfies typeof errorSentences)
