import { t } from '@lingui/core/macro'
import type { Opportunity } from '@/lib/api/types'
import { notifyDone, notifyError } from '@/lib/notify'
import { useLoseOpportunity, useReopenOpportunity, useWinOpportunity } from '../api/change-opportunity'
import { titleWords } from '../words'

/** Won or lost at once, with a way back at hand. */
export function useClosing(card: Opportunity) {
  const winning = useWinOpportunity()
  const losing = useLoseOpportunity()
  const reopening = useReopenOpportunity()
  const name = titleWords(card)
  const undo = (closed: Opportunity) => ({
    label: t`Desfazer`,
    run: () => void reopening.mutateAsync({ seen: closed, to: null }).catch(notifyError),
  })
  return {
    win: () =>
      void winning
        .mutateAsync({ seen: card, to: null })
        .then((won) => notifyDone(t`${name}: ganha.`, undo(won)), notifyError),
    lose: (reason: { id: string; name: string }) =>
      losing
        .mutateAsync({ seen: card, to: reason })
        .then((lost) => notifyDone(t`${name}: perdida.`, undo(lost)), notifyError),
    reopen: () => void reopening.mutateAsync({ seen: card, to: null }).catch(notifyError),
    isBusy: winning.isPending || losing.isPending || reopening.isPending,
  }
}
