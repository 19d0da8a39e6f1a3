import { t } from '@lingui/core/macro'
import { IconEye, IconPencil } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { listColleagues } from '../api/list-colleagues'
import css from './composer.module.css'
import { usePresence } from './use-presence'

/** So that no two answer at once. */
export function PresenceNotice({ conversationId }: { conversationId: string }) {
  const { typing, viewing } = usePresence(conversationId)
  const colleagues = useQuery({
    ...listColleagues(conversationId),
    enabled: typing.length + viewing.length > 0,
  })
  const names = (ids: string[]) =>
    colleagues.data?.filter(({ id }) => ids.includes(id)).map(({ name }) => name) ?? []
  const [typists, viewers] = [names(typing), names(viewing)]
  return (
    <div className={css.presence} role="status">
      {typists.length > 0 && (
        <p className={css.typing}>
          <IconPencil size={15} stroke={1.75} aria-hidden />
          {typingWords(typists)}
        </p>
      )}
      {viewers.length > 0 && (
        <p className={css.viewing}>
          <IconEye size={15} stroke={1.75} aria-hidden />
          {viewingWords(viewers)}
        </p>
      )}
    </div>
  )
}

function typingWords(names: string[]): string {
  const who = names.join(t` e `)
  return names.length === 1
    ? t`${who} está respondendo a este cliente`
    : t`${who} estão respondendo a este cliente`
}

function viewingWords(names: string[]): string {
  const who = names.join(t` e `)
  return names.length === 1 ? t`${who} está vendo esta conversa` : t`${who} estão vendo esta conversa`
}
