import { t } from '@lingui/core/macro'
import { Button, FileButton, Modal } from '@mantine/core'
import { IconDownload, IconFileSpreadsheet } from '@tabler/icons-react'
import { useState } from 'react'
import { DataTable, ErrorState, StatusBadge, TableSkeleton, type Tone } from '@/components/ui'
import type { ImportPreview, ImportRow } from '@/lib/api/types'
import { shownInPlace } from '@/lib/mutations'
import { notifyDone, notifyError } from '@/lib/notify'
import { useImportProducts, usePreviewImport, useSaveImportErrors } from '../api/imports'
import { rowWords } from '../words'
import css from './products.module.css'

const verdictWords = (verdict: ImportRow['verdict']): { label: string; tone: Tone } =>
  ({
    new: { label: t`Novo`, tone: 'ok' as const },
    changed: { label: t`Muda`, tone: 'info' as const },
    same: { label: t`Igual`, tone: 'neutral' as const },
    error: { label: t`Com erro`, tone: 'danger' as const },
  })[verdict]

/** A spreadsheet is looked at before anything is changed. */
export function ImportDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const preview = usePreviewImport()
  const [file, setFile] = useState<File | null>(null)
  const look = (chosen: File | null) => {
    if (!chosen) return
    setFile(chosen)
    void preview.mutateAsync(chosen).catch(shownInPlace)
  }
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t`Importar planilha`}
      size={760}
      closeOnClickOutside={false}
    >
      <div className={css.steps}>
        {preview.isPending ? (
          <TableSkeleton rows={4} />
        ) : preview.data && file ? (
          <Preview file={file} preview={preview.data} onAnother={preview.reset} onClose={onClose} />
        ) : (
          <Choose onFile={look} />
        )}
        {preview.isError && <ErrorState error={preview.error} />}
      </div>
    </Modal>
  )
}

function Choose({ onFile }: { onFile: (file: File | null) => void }) {
  const [over, setOver] = useState(false)
  return (
    <>
      <div
        className={css.drop}
        data-over={over || undefined}
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault()
          setOver(false)
          onFile(event.dataTransfer.files[0] ?? null)
        }}
      >
        <IconFileSpreadsheet size={28} stroke={1.5} aria-hidden />
        <FileButton accept=".csv,.txt,.tsv,text/csv" onChange={onFile}>
          {(props) => <Button {...props}>{t`Escolher planilha CSV`}</Button>}
        </FileButton>
        <p className={css.hint}>{t`Ou solte o arquivo aqui. Nada muda antes de você conferir.`}</p>
      </div>
      <p className={css.dim}>
        {t`A primeira linha diz o nome das colunas: SKU e, das outras, as que houver — Nome, Preço, Custo, Unidade, NCM, CEST, Origem, CFOP, Código de serviço, Estoque, Categoria, Descrição, Ativo. O SKU decide: o que já existe muda, o que não existe é criado, e o que a planilha não tem fica como está. Até 2 MB e 5.000 linhas.`}
      </p>
    </>
  )
}

interface PreviewProps {
  file: File
  preview: ImportPreview
  onAnother: () => void
  onClose: () => void
}

function Preview({ file, preview, onAnother, onClose }: PreviewProps) {
  const apply = useImportProducts()
  const errors = useSaveImportErrors()
  const ready = preview.new + preview.changed
  const ignored = preview.ignoredColumns.join(', ')
  const groups = preview.newCategories.join(', ')
  return (
    <>
      <div className={css.counts} role="status">
        <StatusBadge tone="ok">{t`Novos: ${preview.new}`}</StatusBadge>
        <StatusBadge tone="info">{t`Mudam: ${preview.changed}`}</StatusBadge>
        <StatusBadge tone="neutral">{t`Iguais: ${preview.same}`}</StatusBadge>
        <StatusBadge
          tone={preview.errors > 0 ? 'danger' : 'neutral'}
        >{t`Com erro: ${preview.errors}`}</StatusBadge>
      </div>
      {groups && <p>{t`Categorias que serão criadas: ${groups}.`}</p>}
      {ignored && <p className={css.dim}>{t`Colunas que não são usadas: ${ignored}.`}</p>}
      {preview.rows.length > 0 && (
        <div className={css.rows} tabIndex={0} role="region" aria-label={t`Linhas da planilha`}>
          <DataTable
            label={t`Linhas da planilha`}
            rows={preview.rows}
            rowKey={(row) => `${row.line}`}
            columns={[
              { key: 'line', header: t`Linha`, width: 60, cell: (row) => row.line },
              {
                key: 'product',
                header: t`Produto`,
                cell: (row) => (
                  <span className={css.named}>
                    <span>
                      {row.name}
                      <span className={css.dim}>{row.sku}</span>
                    </span>
                  </span>
                ),
              },
              {
                key: 'verdict',
                header: t`O que acontece`,
                cell: (row) => {
                  const { label, tone } = verdictWords(row.verdict)
                  return <StatusBadge tone={tone}>{label}</StatusBadge>
                },
              },
              {
                key: 'why',
                header: t`Detalhe`,
                phone: 'below',
                cell: (row) => {
                  const words = rowWords(row)
                  return (
                    words && <span className={row.verdict === 'error' ? css.wrong : css.dim}>{words}</span>
                  )
                },
              },
            ]}
          />
        </div>
      )}
      {apply.isError && <ErrorState error={apply.error} />}
      <div className={css.end}>
        {preview.errors > 0 && (
          <Button
            variant="default"
            leftSection={<IconDownload size={16} />}
            loading={errors.isPending}
            onClick={() => void errors.mutateAsync(file).catch(notifyError)}
          >
            {t`Baixar linhas com erro`}
          </Button>
        )}
        <Button variant="default" onClick={onAnother}>
          {t`Escolher outra`}
        </Button>
        <Button
          loading={apply.isPending}
          disabled={ready === 0}
          onClick={() =>
            void apply.mutateAsync(file).then(({ created, changed }) => {
              notifyDone(t`Planilha importada. Criados: ${created}; mudados: ${changed}.`)
              onClose()
            }, shownInPlace)
          }
        >
          {ready === 0 ? t`Nada a importar` : t`Importar ${ready}`}
        </Button>
      </div>
    </>
  )
}
