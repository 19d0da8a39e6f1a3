import { t } from '@lingui/core/macro'
import { useQuery } from '@tanstack/react-query'
import { useId, useState, type KeyboardEvent, type ReactNode, type RefObject } from 'react'
import { listCannedResponses } from '../api/list-canned-responses'
import { type Fillings, fillIn, matching, slashAt } from '../suggest'
import css from './canned-responses.module.css'

interface Options {
  text: string
  area: RefObject<HTMLTextAreaElement | null>
  /** Not while a note is written, or a file goes without words. */
  enabled: boolean
  fillings: Fillings
  onText: (text: string) => void
}

/** The list that opens over a field when a slash is typed, and the keys that move in it. */
export function useCannedResponses({ text, area, enabled, fillings, onText }: Options) {
  const listId = useId()
  const [caret, setCaret] = useState(0)
  const [selected, setSelected] = useState(0)
  const [dismissed, setDismissed] = useState<number | null>(null)
  const slash = enabled ? slashAt(text, caret) : null
  const query = useQuery({ ...listCannedResponses, enabled: slash !== null })
  const found = slash && slash.start !== dismissed ? matching(query.data ?? [], slash.query) : []
  const none = slash?.query === '' && slash.start !== dismissed && query.data?.length === 0
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
    if (!chosen || !slash) return
    const words = fillIn(chosen.text, fillings)
    place(text.slice(0, slash.start) + words + text.slice(caret), slash.start + words.length)
  }

  const onKeyDown = (event: KeyboardEvent): boolean => {
    if ((found.length === 0 && !none) || event.ctrlKey || event.metaKey || event.altKey) return false
    if (event.key === 'Escape') {
      event.stopPropagation()
      setDismissed(slash?.start ?? null)
    } else if (found.length === 0) return false
    else if (event.key === 'ArrowDown') setSelected((at + 1) % found.length)
    else if (event.key === 'ArrowUp') setSelected((at + found.length - 1) % found.length)
    else if ((event.key === 'Enter' || event.key === 'Tab') && !event.shiftKey) pick(at)
    else return false
    event.preventDefault()
    return true
  }

  /** As if a slash were typed where the caret is. */
  const open = () => {
    const position = area.current?.selectionStart ?? text.length
    const before = text.slice(0, position)
    const typed = before === '' || /\s$/.test(before) ? '/' : ' /'
    setDismissed(null)
    setSelected(0)
    place(before + typed + text.slice(position), position + typed.length)
  }

  const onCaret = () => {
    const position = area.current?.selectionStart ?? 0
    if (position === caret) return
    setCaret(position)
    setSelected(0)
    if (slashAt(text, position)?.start !== dismissed) setDismissed(null)
  }

  /** Whoever goes elsewhere does not want the list over it. */
  const onBlur = () => setDismissed(slash?.start ?? null)

  let list: ReactNode = null
  if (none)
    list = (
      <p className={css.none} role="status">
        {t`Ainda não há respostas prontas. Quem gerencia as cria em Configurações › Respostas prontas.`}
      </p>
    )
  else if (found.length > 0)
    list = (
      <ul className={css.list} id={listId} role="listbox" aria-label={t`Respostas prontas`}>
        {found.map((response, index) => (
          <li
            key={response.id}
            id={`${listId}-${index}`}
            role="option"
            aria-selected={index === at}
            className={css.option}
            ref={index === at ? (node) => node?.scrollIntoView({ block: 'nearest' }) : undefined}
            // The field keeps the focus.
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => pick(index)}
          >
            <span className={css.shortcut}>/{response.shortcut}</span>
            <span className={css.words}>{fillIn(response.text, fillings)}</span>
          </li>
        ))}
      </ul>
    )

  return {
    list,
    open,
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
