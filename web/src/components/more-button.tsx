import { t } from '@lingui/core/macro'
import { Button } from '@mantine/core'
import css from './more-button.module.css'

interface Props {
  query: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => Promise<unknown> }
}

/** Below a list of which there is more. */
export function MoreButton({ query }: Props) {
  if (!query.hasNextPage) return null
  return (
    <div className={css.more}>
      <Button variant="default" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
        {t`Carregar mais`}
      </Button>
    </div>
  )
}
