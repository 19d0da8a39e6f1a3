import type { Get } from './api/types'

export type Feature = Get<'/api/v1/features'>['items'][number]['feature']

/**
 * What is in the MVP, as the server's table says (src/Application/Common/Features.cs, which a test compares): for what is decided when the
 * application is built, or before the server has been asked.
 */
export const IN_MVP: Record<Feature, boolean> = {
  platform: true,
  identity: true,
  people: true,
  privacy: true,
  channels: true,
  inbox: true,
  support_tickets: true,
  leads: true,
  pipeline: true,
  products: true,
  proposals: true,
  counter: true,
  payments: true,
  interactions: false,
  quotes: false,
  bundles: false,
  approvals: false,
  finance: false,
  billing: false,
  contracts: false,
  campaigns: false,
  social: false,
}
