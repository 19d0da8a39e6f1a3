import { t } from '@lingui/core/macro'
import type { PushStep } from '../push'

/** Why this device cannot be told, and what to do. */
export function troubleWords(step: PushStep): string {
  return {
    permission: t`O navegador não deixa mostrar notificações deste site. Abra o cadeado ao lado do endereço, permita notificações e tente de novo.`,
    worker: t`O navegador não conseguiu instalar a parte que recebe os avisos. Saia do modo anônimo, recarregue a página e tente de novo.`,
    subscription: t`O serviço de avisos do navegador não respondeu. Confira a internet e se a rede da empresa o bloqueia, e tente de novo.`,
    device: t`O aparelho não pôde ser guardado. Recarregue a página e tente de novo; se já há aparelhos demais, remova um.`,
  }[step]
}
