import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { getAvatar, initials } from '@/lib/avatar'
import css from './avatar.module.css'

interface Props {
  userId: string
  /** Names the picture; null without one. */
  avatar: string | null | undefined
  name: string
  size?: number
}

/** A picture, or initials. Beside a name, so it says nothing to a screen reader. */
export function Avatar({ userId, avatar, name, size = 28 }: Props) {
  const picture = useQuery({ ...getAvatar(userId, avatar ?? ''), enabled: !!avatar })
  const url = useObjectUrl(avatar ? picture.data : undefined)
  return (
    <span className={css.avatar} style={{ '--side': `${size}px` } as React.CSSProperties} aria-hidden>
      {url ? <img src={url} alt="" width={size} height={size} /> : initials(name)}
    </span>
  )
}

function useObjectUrl(blob: Blob | undefined): string | null {
  const [url, setUrl] = useState<string | null>(null)
  useEffect(() => {
    if (!blob) return setUrl(null)
    const made = URL.createObjectURL(blob)
    setUrl(made)
    return () => URL.revokeObjectURL(made)
  }, [blob])
  return url
}
