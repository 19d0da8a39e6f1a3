import { t } from '@lingui/core/macro'
import type { Role } from './api/types'

export const ROLES: Role[] = ['owner', 'manager', 'operator', 'agent']

export function roleName(role: Role): string {
  return { owner: t`Proprietário`, manager: t`Gerente`, operator: t`Operador`, agent: t`Atendente` }[role]
}

export function roleMeaning(role: Role): string {
  return {
    owner: t`Tudo, inclusive membros e dados do banco`,
    manager: t`Balcão e configurações, sem membros nem dados do banco`,
    operator: t`Emite, cobra, chama e reimprime senhas`,
    agent: t`Só acompanha as senhas`,
  }[role]
}
