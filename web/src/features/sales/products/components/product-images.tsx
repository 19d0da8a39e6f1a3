import { t } from '@lingui/core/macro'
import { ActionIcon, Button, FileButton, Menu } from '@mantine/core'
import {
  IconArrowLeft,
  IconArrowRight,
  IconDots,
  IconPhotoPlus,
  IconStar,
  IconTrash,
} from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { Product } from '@/lib/api/types'
import { useCan } from '@/lib/auth/session'
import { notifyDone, notifyError, notifyTrouble } from '@/lib/notify'
import { smallPicture } from '@/lib/small-picture'
import { getImage, useAddImages, useOrderImages, useRemoveImage, useRestoreImage } from '../api/images'
import { ProductPicture } from './product-picture'
import css from './products.module.css'

const MOST = 8
const SIDE = 112

export function ProductImages({ product }: { product: Product }) {
  const may = useCan('sales.products.manage')
  const { id, name, images } = product
  const [over, setOver] = useState(false)
  const { add, isAdding } = useTakeIn(product)
  const paste = useRef(add)
  useEffect(() => {
    paste.current = add
  })
  useEffect(() => {
    if (!may) return
    const onPaste = (event: ClipboardEvent) => {
      const files = [...(event.clipboardData?.files ?? [])]
      if (files.length === 0) return
      event.preventDefault()
      paste.current(files)
    }
    window.addEventListener('paste', onPaste)
    return () => window.removeEventListener('paste', onPaste)
  }, [may])
  if (!may && images.length === 0) return <p className={css.hint}>{t`Sem fotos.`}</p>
  return (
    <ul
      className={css.pictures}
      aria-label={t`Fotos de ${name}`}
      data-over={over || undefined}
      onDragOver={(event) => {
        if (!may || !event.dataTransfer.types.includes('Files')) return
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        setOver(false)
        if (!may || event.dataTransfer.files.length === 0) return
        event.preventDefault()
        add([...event.dataTransfer.files])
      }}
    >
      {images.map((image, index) => (
        <li key={image.id}>
          <ProductPicture
            productId={id}
            imageId={image.id}
            alt={t`Foto ${index + 1} de ${name}`}
            side={SIDE}
          />
          {index === 0 && images.length > 1 && <span className={css.main}>{t`Principal`}</span>}
          {may && <PictureMenu product={product} index={index} />}
        </li>
      ))}
      {may && images.length < MOST && (
        <li className={css.addPicture}>
          <FileButton multiple accept="image/png,image/jpeg,image/webp" onChange={add}>
            {(props) => (
              <Button
                {...props}
                variant="default"
                leftSection={<IconPhotoPlus size={16} />}
                loading={isAdding}
              >
                {t`Adicionar fotos`}
              </Button>
            )}
          </FileButton>
          <p className={css.hint}>{t`Ou solte aqui, ou cole com Ctrl+V. Até 8 fotos.`}</p>
        </li>
      )}
    </ul>
  )
}

function useTakeIn({ id, images }: Product) {
  const upload = useAddImages(id)
  const add = (files: File[]) => {
    const room = MOST - images.length
    const few = files.filter((file) => file.type.startsWith('image/')).slice(0, room)
    if (few.length < files.length)
      notifyTrouble(
        room < files.length
          ? t`Um produto tem até 8 fotos; as que não couberam ficaram de fora.`
          : t`Só fotos são aceitas: PNG, JPEG ou WebP.`,
      )
    if (few.length === 0) return
    void Promise.all(few.map((file) => smallPicture(file))).then(
      (pictures) => upload.mutateAsync(pictures).catch(notifyError),
      () => notifyTrouble(t`Este arquivo não pôde ser lido como foto.`),
    )
  }
  return { add, isAdding: upload.isPending }
}

function PictureMenu({ product: { id, images }, index }: { product: Product; index: number }) {
  const client = useQueryClient()
  const order = useOrderImages(id)
  const remove = useRemoveImage(id)
  const restore = useRestoreImage(id)
  const ids = images.map((image) => image.id)
  const image = ids[index]!
  const move = (to: number) => {
    const rest = ids.filter((other) => other !== image)
    void order.mutateAsync([...rest.slice(0, to), image, ...rest.slice(to)]).catch(notifyError)
  }
  const takeAway = async () => {
    // Kept here, so that it can be put back.
    const picture = await client.ensureQueryData(getImage(id, image)).catch(() => null)
    await remove.mutateAsync(image)
    notifyDone(
      t`Foto tirada.`,
      picture
        ? {
            label: t`Desfazer`,
            run: () => void restore.mutateAsync({ picture, before: ids, at: index }).catch(notifyError),
          }
        : undefined,
    )
  }
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon
          className={css.menu}
          variant="default"
          size={28}
          aria-label={t`O que fazer com a foto ${index + 1}`}
          loading={order.isPending || remove.isPending}
        >
          <IconDots size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {index > 0 && (
          <>
            <Menu.Item leftSection={<IconStar size={16} />} onClick={() => move(0)}>
              {t`Tornar principal`}
            </Menu.Item>
            <Menu.Item leftSection={<IconArrowLeft size={16} />} onClick={() => move(index - 1)}>
              {t`Mover para antes`}
            </Menu.Item>
          </>
        )}
        {index < ids.length - 1 && (
          <Menu.Item leftSection={<IconArrowRight size={16} />} onClick={() => move(index + 1)}>
            {t`Mover para depois`}
          </Menu.Item>
        )}
        <Menu.Item leftSection={<IconTrash size={16} />} onClick={() => void takeAway().catch(notifyError)}>
          {t`Tirar`}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
