import { t } from '@lingui/core/macro'
import type { OwnSession } from './api/types'

type Browser = OwnSession['browser']
type Platform = OwnSession['platform']

/** "Chrome em Android". */
export function deviceWords(browser: Browser, platform: Platform): string {
  const program = {
    chrome: 'Chrome',
    edge: 'Edge',
    firefox: 'Firefox',
    opera: 'Opera',
    safari: 'Safari',
    samsung: 'Samsung Internet',
    other: t`Navegador ou programa`,
  }[browser]
  const system = {
    android: 'Android',
    ios: 'iPhone ou iPad',
    linux: 'Linux',
    macos: 'Mac',
    windows: 'Windows',
    other: null,
  }[platform]
  return system ? t`${program} em ${system}` : program
}
