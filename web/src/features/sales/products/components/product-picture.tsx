import { IconPhoto } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useSource } from '@/lib/use-source'
import { getImage } from '../api/images'
import css from './products.module.css'

interface Props {
  productId: string
  imageId: string | null
  /** Beside the product's name it says nothing to a screen reader. */
  alt?: string
  side: number
}

export function ProductPicture({ productId, imageId, alt = '', side }: Props) {
  const picture = useQuery({ ...getImage(productId, imageId ?? ''), enabled: imageId !== null })
  const source = useSource(picture.data)
  return (
    <span className={css.picture} style={{ '--side': `${side}px` } as React.CSSProperties}>
      {imageId && picture.data ? (
        <img ref={source} alt={alt} width={side} height={side} />
      ) : (
        <IconPhoto size={side > 60 ? 26 : 18} stroke={1.5} aria-hidden />
      )}
    </span>
  )
}
