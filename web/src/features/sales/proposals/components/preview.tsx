import { t } from '@lingui/core/macro'
import { Button, Skeleton } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense } from 'react'
import { ErrorState } from '@/components/ui'
import type { Proposal } from '@/lib/api/types'
import { saveAs } from '@/lib/save-as'
import { getPdf } from '../api/get-proposal'
import css from './proposals.module.css'

/** What draws a PDF is large, and only wanted here. */
const PdfPages = lazy(() => import('./pdf-pages').then((file) => ({ default: file.PdfPages })))

interface Props {
  proposal: Pick<Proposal, 'id' | 'number'>
  version: number
  as: string
}

/** The very file the customer gets. */
export function Preview({ proposal: { id, number }, version, as }: Props) {
  const pdf = useQuery(getPdf(id, version, as))
  const blank = <Skeleton className={css.blank} height="auto" />
  return (
    <section className={css.preview} aria-label={t`Prévia do PDF`}>
      <header className={css.previewHead}>
        <h2>{t`Prévia`}</h2>
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconDownload size={15} />}
          disabled={!pdf.data}
          onClick={() => pdf.data && saveAs(pdf.data, t`proposta-${number}-v${version}.pdf`)}
        >
          {t`Baixar PDF`}
        </Button>
      </header>
      {pdf.isError && !pdf.data ? (
        <ErrorState error={pdf.error} onRetry={() => void pdf.refetch()} />
      ) : pdf.data ? (
        <Suspense fallback={blank}>
          <PdfPages file={pdf.data} />
        </Suspense>
      ) : (
        blank
      )}
    </section>
  )
}
