import { t } from '@lingui/core/macro'
import { useBlocker } from '@tanstack/react-router'

/** Asks before leaving a form with changes: a certificate pasted by hand is not typed twice. */
export function useUnsavedGuard(dirty: boolean): void {
  useBlocker({
    shouldBlockFn: () => dirty && !window.confirm(t`Há mudanças que não foram salvas. Sair mesmo assim?`),
    enableBeforeUnload: () => dirty,
  })
}
