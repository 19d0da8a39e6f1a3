import { t } from '@lingui/core/macro'
import { Skeleton } from '@mantine/core'
import css from './thread.module.css'

export function ThreadSkeleton() {
  return (
    <div className={css.waiting} role="status" aria-busy="true" aria-label={t`Carregando`}>
      <Skeleton height={18} width={180} />
      <Skeleton height={13} width={120} mt={8} mb={32} />
      <BubbleSkeletons />
    </div>
  )
}

export function BubbleSkeletons() {
  return (
    <div className={css.bubbles} aria-hidden>
      {[46, 62, 38, 54].map((width, index) => (
        <Skeleton key={width} height={44} width={`${width}%`} radius={12} ml={index % 2 ? 'auto' : 0} />
      ))}
    </div>
  )
}
