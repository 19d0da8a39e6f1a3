import { LinksList } from '@/features/payments/links/components/links-list'

export const Route = LinksList
