import { useId, useState, type KeyboardEvent, type ReactNode, type RefObject } from 'react'
import css from './completion.module.css'

/** What is being looked for, and where its sign stands. */
export interface Looking {
  start: number
  query: string
}

interface Options<T> {
  text: string
  area: RefObject<HTMLTextAreaElement | null>
  onText: (text: string) => void
  /** Of the whole list. */
  label: string
  /** What begins it when it is asked for by a button. */
  sign: string
  looking: (text: string, caret: number) => Looking | null
  /** Null while nobody knows. */
  found: (query: string) => T[] | null
  keyOf: (item: T) => string
  /** What stands in the text instead of the sign and the word. */
  words: (item: T) => string
  option: (item: T) => ReactNode
  /** Said where there is nothing to choose from at all. */
  none?: string
}

/** The list that opens over a field when a sign is typed, and the keys that move in it. */
export function useCompletion<T>(options: Options<T>) {
  const { text, area, onText, label, sign, looking, found: find, keyOf, words, option, none } = options
  const listId = useId()
  const [caret, setCaret] = useState(0)
  const [selected, setSelected] = useState(0)
  const [dismissed, setDismissed] = useState<number | null>(null)
  const sought = looking(text, caret)
  const known = sought && sought.start !== dismissed ? find(sought.query) : null
  const found = known ?? []
  const empty = none !== undefined && sought?.query === '' && known?.length === 0
  const at = Math.min(selected, found.length - 1)

  const place = (next: string, position: number) => {
    onText(next)
    setCaret(position)
    // Once the field shows it.
    requestAnimationFrame(() => {
      area.current?.focus()
      area.current?.setSelectionRange(position, position)
    })
  }

  const pick = (index: number) => {
    const chosen = found[index]
    if (!chosen || !sought) return
    const put = words(chosen)
    place(text.slice(0, sought.start) + put + text.slice(caret), sought.start + put.length)
  }

  const onKeyDown = (event: KeyboardEvent): boolean => {
    if ((found.length === 0 && !empty) || event.ctrlKey || event.metaKey || event.altKey) return false
    if (event.key === 'Escape') {
      event.stopPropagation()
      setDismissed(sought?.start ?? null)
    } else if (found.length === 0) return false
    else if (event.key === 'ArrowDown') setSelected((at + 1) % found.length)
    else if (event.key === 'ArrowUp') setSelected((at + found.length - 1) % found.length)
    else if ((event.key === 'Enter' || event.key === 'Tab') && !event.shiftKey) pick(at)
    else return false
    event.preventDefault()
    return true
  }

  /** As if the sign were typed where the caret is. */
  const open = () => {
    const position = area.current?.selectionStart ?? text.length
    const before = text.slice(0, position)
    const typed = before === '' || /\s$/.test(before) ? sign : ` ${sign}`
    setDismissed(null)
    setSelected(0)
    place(before + typed + text.slice(position), position + typed.length)
  }

  const onCaret = () => {
    const position = area.current?.selectionStart ?? 0
    if (position === caret) return
    setCaret(position)
    setSelected(0)
    if (looking(text, position)?.start !== dismissed) setDismissed(null)
  }

  /** Whoever goes elsewhere does not want the list over it. */
  const onBlur = () => setDismissed(sought?.start ?? null)

  let list: ReactNode = null
  if (empty)
    list = (
      <p className={css.none} role="status">
        {none}
      </p>
    )
  else if (found.length > 0)
    list = (
      <ul className={css.list} id={listId} role="listbox" aria-label={label}>
        {found.map((item, index) => (
          <li
            key={keyOf(item)}
            id={`${listId}-${index}`}
            role="option"
            aria-selected={index === at}
            className={css.option}
            ref={index === at ? (node) => node?.scrollIntoView({ block: 'nearest' }) : undefined}
            // The field keeps the focus.
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => pick(index)}
          >
            {option(item)}
          </li>
        ))}
      </ul>
    )

  return {
    list,
    open,
    isLooking: sought !== null,
    onKeyDown,
    onCaret,
    onBlur,
    props:
      found.length > 0
        ? {
            'aria-autocomplete': 'list' as const,
            'aria-controls': listId,
            'aria-activedescendant': `${listId}-${at}`,
          }
        : {},
  }
}
