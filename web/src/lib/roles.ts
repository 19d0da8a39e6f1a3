import { t } from '@lingui/core/macro'
import type { Role } from './api/types'

export const ROLES: Role[] = ['owner', 'manager', 'operator', 'agent']

export function roleName(role: Role): string {
  return { owner: t`Proprietário`, manager: t`Gerente`, operator: t`Operador`, agent: t`Atendente` }[role]
}

export function roleMeaning(role: Role): string {
  return {
    owner: t`Tudo, inclusive membros, dados do banco e números do WhatsApp`,
    manager: t`Balcão, pagamentos, mensagens e configurações, sem membros, dados do banco nem números do WhatsApp`,
    operator: t`Emite, cobra, recebe, chama e reimprime senhas; cria links`,
    agent: t`Acompanha as senhas, cuida dos cadastros e conversa pelo WhatsApp`,
  }[role]
}
