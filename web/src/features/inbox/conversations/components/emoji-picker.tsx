import { t } from '@lingui/core/macro'
import { TextInput } from '@mantine/core'
import { type KeyboardEvent, useRef, useState } from 'react'
import { findEmojis } from '../emojis'
import css from './emoji-picker.module.css'

const COLUMNS = 8

/** Found by its name or walked through by the arrows; chosen with Enter. */
export function EmojiPicker({ onPick }: { onPick: (emoji: string) => void }) {
  const [query, setQuery] = useState('')
  const [at, setAt] = useState(0)
  const grid = useRef<HTMLDivElement>(null)
  const found = findEmojis(query)
  const marked = Math.min(at, found.length - 1)

  const go = (index: number) => {
    const next = Math.max(0, Math.min(found.length - 1, index))
    setAt(next)
    grid.current?.querySelectorAll('button')[next]?.focus()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: COLUMNS, ArrowUp: -COLUMNS }[event.key]
    if (step === undefined) return
    event.preventDefault()
    go(marked + step)
  }
  return (
    <div className={css.picker}>
      <TextInput
        size="xs"
        autoFocus
        aria-label={t`Procurar emoji`}
        placeholder={t`Procurar: obrigado, bolo, entrega…`}
        value={query}
        onChange={(event) => {
          setQuery(event.currentTarget.value)
          setAt(0)
        }}
        onKeyDown={(event) => {
          if (event.key === 'ArrowDown') {
            event.preventDefault()
            go(0)
          } else if (event.key === 'Enter') {
            event.preventDefault()
            if (found[0]) onPick(found[0].char)
          }
        }}
      />
      {found.length === 0 ? (
        <p className={css.none} role="status">{t`Nenhum emoji com este nome.`}</p>
      ) : (
        <div className={css.grid} role="group" aria-label={t`Emojis`} ref={grid} onKeyDown={onKeyDown}>
          {found.map(({ char, words }, index) => (
            <button
              key={char}
              type="button"
              className={css.emoji}
              tabIndex={index === marked ? 0 : -1}
              aria-label={words}
              title={words}
              onFocus={() => setAt(index)}
              onClick={() => onPick(char)}
            >
              {char}
            </button>
          ))}
        </div>
      )}
    </div>
  )
}
