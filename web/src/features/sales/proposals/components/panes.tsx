import { t } from '@lingui/core/macro'
import { SegmentedControl } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { useState, type ReactNode } from 'react'
import css from './proposals.module.css'

type Pane = 'write' | 'preview' | 'follow'

/** Side by side where there is room, one at a time in a hand. */
export function Panes(props: {
  write: ReactNode
  writeLabel: string
  preview: ReactNode
  follow: ReactNode
  /** Nobody writes any more: what became of it comes first. */
  isSent?: boolean
}) {
  const wide = useMediaQuery('(min-width: 1200px)', true, { getInitialValueInEffect: false })
  const [pane, setPane] = useState<Pane>(props.isSent ? 'follow' : 'write')
  if (wide)
    return (
      <div className={css.split}>
        <div className={css.main}>
          {props.isSent && props.follow}
          {props.write}
          {!props.isSent && props.follow}
        </div>
        <div className={css.beside}>{props.preview}</div>
      </div>
    )
  return (
    <>
      <SegmentedControl
        fullWidth
        mb="md"
        aria-label={t`O que mostrar`}
        value={pane}
        onChange={(value) => setPane(value as Pane)}
        data={[
          { value: 'write', label: props.writeLabel },
          { value: 'preview', label: t`Prévia` },
          { value: 'follow', label: t`Acompanhar` },
        ]}
      />
      {/* What is being written stays as it is while something else is looked at. */}
      <div className={css.main} hidden={pane !== 'write'}>
        {props.write}
      </div>
      {pane === 'preview' && props.preview}
      {pane === 'follow' && props.follow}
    </>
  )
}
