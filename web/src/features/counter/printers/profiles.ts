import { t } from '@lingui/core/macro'
import type { Printer } from '@/lib/api/types'

export const PROFILES = ['epson', 'bematech', 'elgin', 'generic'] as const
export const profileName = (profile: Printer['profile']) =>
  ({ epson: 'Epson', bematech: 'Bematech', elgin: 'Elgin', generic: t`Outra (ESC/POS)` })[profile]
