import { t } from '@lingui/core/macro'
import { Button } from '@mantine/core'

interface Props {
  query: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => Promise<unknown> }
}

export function MoreButton({ query }: Props) {
  if (!query.hasNextPage) return null
  return (
    <Button
      mt={16}
      variant="default"
      loading={query.isFetchingNextPage}
      onClick={() => void query.fetchNextPage()}
    >
      {t`Mostrar mais`}
    </Button>
  )
}
