import { t } from '@lingui/core/macro'
import { errorSentences } from './error-catalogue'

/** Of forms: met behind the sign-in wall and by whoever fills one in, and by nobody who only signs in. */
Object.assign(errorSentences, {
  'sales.lead_form.not_found': () =>
    t`Este formulário não recebe mais respostas, ou o endereço está incompleto. Peça outro a quem o enviou.`,
  'sales.lead_form.changed': () =>
    t`O formulário mudou enquanto você escrevia, e nada foi enviado. Confira e envie de novo.`,
  'sales.lead_form.answer_missing': () =>
    t`Falta algo que o formulário pede. Confira os campos e envie de novo.`,
} satisfies typeof errorSentences)
