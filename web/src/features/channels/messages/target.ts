import type { InboundMessage, OutboundDetails } from '@/lib/api/types'

/** The message, theirs or ours, that is answered or reacted to. */
export interface Target {
  id: string
  act: 'reply' | 'reaction'
  /** Of the customer, as lists show it. */
  masked: string
  name: string | null
  kind: string
  text: string | null
}

export const targetOfReceived = (message: InboundMessage, act: Target['act']): Target => ({
  id: message.id,
  act,
  masked: message.from,
  name: message.name,
  kind: message.kind,
  text: message.text,
})

export const targetOfSent = ({ message }: OutboundDetails, act: Target['act']): Target => ({
  id: message.id,
  act,
  masked: message.to,
  name: null,
  kind: message.type,
  text: message.text,
})
