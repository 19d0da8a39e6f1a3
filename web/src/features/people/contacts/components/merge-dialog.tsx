import { t } from '@lingui/core/macro'
import { Radio } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ErrorState, TableSkeleton } from '@/components/ui'
import { FormDialog } from '@/components/ui/form-dialog'
import type { Contact, MergePreview } from '@/lib/api/types'
import { notifyDone, notifyError } from '@/lib/notify'
import { shownValue } from '../../fields/words'
import { previewMerge, useMergeContacts, useUndoMerge } from '../api/merges'
import { kindName } from '../kinds'
import { Identifiers } from './identifiers'
import css from './people.module.css'
import { PersonSearch } from './person-search'

interface Props {
  contact: Contact
  /** Who might be the same person, where somebody is looked at already. */
  with?: Contact | null
  opened: boolean
  onClose: () => void
}

type NameFrom = MergePreview['nameFrom']

/** First whom, then a look at what comes of it, then the deed; and a way back at hand. */
export function MergeDialog({ contact, with: suggested = null, opened, onClose }: Props) {
  const [other, setOther] = useState(suggested)
  const [chosenName, setChosenName] = useState<NameFrom | null>(null)
  const merge = useMergeContacts(contact.id)
  const undo = useUndoMerge(contact.id)
  const preview = useQuery({
    ...previewMerge(contact.id, other?.id ?? ''),
    // Once they are being merged there is nothing left to preview.
    enabled: opened && other !== null && !merge.isPending && !merge.isSuccess,
  })
  const nameFrom = chosenName ?? preview.data?.nameFrom ?? 'survivor'
  const submit = async () => {
    if (!other) return
    try {
      const { mergeId } = await merge.mutateAsync({ otherId: other.id, nameFrom })
      onClose()
      notifyDone(t`Pessoas juntadas.`, {
        label: t`Desfazer`,
        run: () => void undo.mutateAsync(mergeId).then(() => notifyDone(t`Junção desfeita.`), notifyError),
      })
    } catch {
      // Shown by the dialog.
    }
  }
  return (
    <FormDialog
      opened={opened}
      onClose={onClose}
      title={t`Juntar com outra pessoa`}
      submit={t`Juntar`}
      size={640}
      busy={merge.isPending}
      disabled={!preview.data || preview.data.conflicts.length > 0}
      error={merge.error}
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      {other === null ? (
        <PersonSearch
          label={t`Quem é a mesma pessoa?`}
          description={t`O cadastro que você escolher passa a fazer parte deste.`}
          except={contact.id}
          onChoose={setOther}
        />
      ) : preview.data ? (
        <Preview preview={preview.data} nameFrom={nameFrom} onName={setChosenName} />
      ) : preview.isError ? (
        <ErrorState error={preview.error} onRetry={() => void preview.refetch()} />
      ) : (
        <TableSkeleton rows={3} />
      )}
    </FormDialog>
  )
}

interface PreviewProps {
  preview: MergePreview
  nameFrom: NameFrom
  onName: (from: NameFrom) => void
}

function Preview({ preview, nameFrom, onName }: PreviewProps) {
  const { survivor, other, conflicts } = preview
  const result = nameFrom === 'other' ? other.name : survivor.name
  const kinds = conflicts.map(kindName).join(', ')
  return (
    <>
      <div className={css.pair}>
        <Side title={t`Este cadastro fica`} contact={survivor} />
        <Side title={t`Este passa a fazer parte dele`} contact={other} />
      </div>
      {conflicts.length > 0 ? (
        <p role="alert" className={css.conflict}>
          {t`Cada cadastro tem o seu ${kinds}, e uma pessoa só tem um. Se for mesmo a mesma pessoa, remova antes o número errado.`}
        </p>
      ) : (
        <>
          {survivor.name !== other.name && (
            <Radio.Group
              label={t`Nome que fica`}
              value={nameFrom}
              onChange={(value) => onName(value as NameFrom)}
            >
              <Radio my={6} value="survivor" label={survivor.name ?? t`Sem nome`} />
              <Radio my={6} value="other" label={other.name ?? t`Sem nome`} />
            </Radio.Group>
          )}
          <section className={css.side} aria-label={t`Resultado`}>
            <h3>{t`Resultado`}</h3>
            <strong>{result ?? t`Sem nome`}</strong>
            <Identifiers of={preview.identifiers} />
          </section>
          {preview.fields.length > 0 && <FieldsOfBoth fields={preview.fields} />}
        </>
      )}
    </>
  )
}

/** What stays of each: of two, what this one says. Undone, each has its own again. */
function FieldsOfBoth({ fields }: { fields: MergePreview['fields'] }) {
  return (
    <table className={css.both}>
      <caption className="visually-hidden">{t`Outros dados`}</caption>
      <thead>
        <tr>
          <th scope="col">{t`Campo`}</th>
          <th scope="col">{t`Deste cadastro`}</th>
          <th scope="col">{t`Do outro`}</th>
        </tr>
      </thead>
      <tbody>
        {fields.map(({ fieldId, name, kind, survivor, other }) => (
          <tr key={fieldId}>
            <th scope="row">{name}</th>
            <td>{survivor === null ? '—' : shownValue(kind, survivor)}</td>
            <td>
              {other === null ? (
                '—'
              ) : survivor === null ? (
                shownValue(kind, other)
              ) : (
                <>
                  <span className={css.goes}>{shownValue(kind, other)}</span>
                  <span className="visually-hidden"> {t`(não fica)`}</span>
                </>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Side({ title, contact }: { title: string; contact: Contact }) {
  return (
    <section className={css.side} aria-label={title}>
      <h3>{title}</h3>
      <strong>{contact.name ?? t`Sem nome`}</strong>
      <Identifiers of={contact.identifiers} />
    </section>
  )
}
