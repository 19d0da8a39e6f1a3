import { t } from '@lingui/core/macro'
import type { Role } from './api/types'

export const ROLES: Role[] = ['owner', 'manager', 'operator', 'agent']

export function roleName(role: Role): string {
  return { owner: t`Proprietário`, manager: t`Gerente`, operator: t`Operador`, agent: t`Atendente` }[role]
}

export function roleMeaning(role: Role): string {
  return {
    owner: t`Tudo, inclusive membros e dados do banco`,
    manager: t`Balcão, pagamentos e configurações, sem membros nem dados do banco`,
    operator: t`Emite, cobra, recebe, chama e reimprime senhas; cria links`,
    agent: t`Acompanha as senhas e cuida dos cadastros`,
  }[role]
}
