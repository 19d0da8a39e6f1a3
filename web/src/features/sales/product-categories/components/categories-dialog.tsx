import { t } from '@lingui/core/macro'
import { ActionIcon, Button, Modal, TextInput } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { ErrorState, TableSkeleton } from '@/components/ui'
import type { ProductCategory } from '@/lib/api/types'
import { shownInPlace } from '@/lib/mutations'
import { notifyDone, notifyError } from '@/lib/notify'
import { uuid } from '@/lib/uuid'
import { listCategories, useCreateCategory, useDeleteCategory, useRenameCategory } from '../api/categories'
import css from './categories.module.css'

/** The company's groups of products; a name is changed where it stands. */
export function CategoriesDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const categories = useQuery({ ...listCategories, enabled: opened })
  return (
    <Modal opened={opened} onClose={onClose} title={t`Categorias`} size={460}>
      <NewCategory />
      {categories.isPending ? (
        <TableSkeleton rows={3} />
      ) : categories.isError && !categories.data ? (
        <ErrorState error={categories.error} onRetry={() => void categories.refetch()} />
      ) : categories.data.length === 0 ? (
        <p className={css.none}>{t`Nenhuma categoria ainda.`}</p>
      ) : (
        <ul className={css.list}>
          {categories.data.map((category) => (
            <CategoryLine key={category.id} category={category} />
          ))}
        </ul>
      )}
    </Modal>
  )
}

function NewCategory() {
  const create = useCreateCategory()
  const [name, setName] = useState('')
  const [key, setKey] = useState(uuid)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (name.trim() === '') return
    void create.mutateAsync({ name: name.trim(), key }).then(() => {
      setName('')
      setKey(uuid())
    }, shownInPlace)
  }
  return (
    <form noValidate onSubmit={submit} className={css.add}>
      <TextInput
        data-autofocus
        className={css.name}
        aria-label={t`Nova categoria`}
        placeholder={t`Nova categoria`}
        maxLength={60}
        value={name}
        onChange={(event) => {
          setName(event.currentTarget.value)
          setKey(uuid())
        }}
      />
      <Button type="submit" leftSection={<IconPlus size={16} />} loading={create.isPending}>
        {t`Adicionar`}
      </Button>
      {create.isError && <ErrorState error={create.error} />}
    </form>
  )
}

function CategoryLine({ category }: { category: ProductCategory }) {
  const rename = useRenameCategory()
  const remove = useDeleteCategory()
  const create = useCreateCategory()
  const [name, setName] = useState(category.name)
  const save = () => {
    const next = name.trim()
    if (next === '' || next === category.name) return setName(category.name)
    void rename.mutateAsync({ categoryId: category.id, name: next }).catch((error: unknown) => {
      setName(category.name)
      notifyError(error)
    })
  }
  const { name: removed } = category
  return (
    <li>
      <TextInput
        className={css.name}
        aria-label={t`Nome da categoria ${removed}`}
        maxLength={60}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        onBlur={save}
        onKeyDown={(event) => event.key === 'Enter' && event.currentTarget.blur()}
      />
      <ActionIcon
        variant="subtle"
        color="neutral"
        size={32}
        aria-label={t`Excluir ${removed}`}
        title={t`Excluir`}
        loading={remove.isPending}
        onClick={() =>
          void remove.mutateAsync(category.id).then(
            () =>
              notifyDone(t`A categoria ${removed} foi excluída.`, {
                label: t`Desfazer`,
                run: () => void create.mutateAsync({ name: removed, key: uuid() }).catch(notifyError),
              }),
            notifyError,
          )
        }
      >
        <IconTrash size={17} stroke={1.75} />
      </ActionIcon>
    </li>
  )
}
