import { t } from '@lingui/core/macro'
import type { PrivacyRequest } from '@/lib/api/types'

export type RequestKind = PrivacyRequest['kind']
export type RequestStatus = PrivacyRequest['status']

export const REQUEST_KINDS: RequestKind[] = [
  'access',
  'correction',
  'anonymisation',
  'portability',
  'revocation',
  'information',
]

export function kindName(kind: RequestKind): string {
  return {
    access: t`Receber os meus dados`,
    correction: t`Corrigir os meus dados`,
    anonymisation: t`Apagar os meus dados`,
    portability: t`Levar os meus dados para outra empresa`,
    revocation: t`Cancelar uma autorização`,
    information: t`Saber com quem os dados são compartilhados`,
  }[kind]
}

export function statusName(status: RequestStatus): string {
  return {
    received: t`Recebido`,
    identified: t`Identidade conferida`,
    done: t`Atendido`,
    refused: t`Recusado`,
  }[status]
}
