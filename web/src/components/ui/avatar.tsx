import { useQuery } from '@tanstack/react-query'
import { getAvatar, initials } from '@/lib/avatar'
import { useSource } from '@/lib/use-source'
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
  const source = useSource(picture.data)
  return (
    <span className={css.avatar} style={{ '--side': `${size}px` } as React.CSSProperties} aria-hidden>
      {avatar && picture.data ? <img ref={source} alt="" width={size} height={size} /> : initials(name)}
    </span>
  )
}
