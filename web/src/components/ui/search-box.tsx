import { t } from '@lingui/core/macro'
import { CloseButton, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { useRef, useState } from 'react'
import { useHotkeys } from '@/lib/hotkeys'
import { Kbd } from './index'
import css from './search-box.module.css'

/** What the list of hits lets be done from the box above it. */
export interface SearchControl {
  move: (by: number) => void
  open: () => void
}

interface Props {
  label: string
  text: string
  maxLength?: number
  onSearch: (text: string) => void
  control?: React.RefObject<SearchControl | null>
}

/** Asked for a moment after the last letter, so that not every letter is a question. */
export function SearchBox({ label, text, maxLength = 200, onSearch, control }: Props) {
  const box = useRef<HTMLInputElement>(null)
  const [typed, setTyped] = useState(text)
  const [known, setKnown] = useState(text)
  const ask = useDebouncedCallback((next: string) => {
    setKnown(next)
    onSearch(next)
  }, 250)
  // Cleared, or brought back, by somebody else than who types.
  if (text !== known) {
    setKnown(text)
    setTyped(text)
  }
  const write = (next: string) => {
    setTyped(next)
    ask(next)
  }
  const clear = () => {
    ask.cancel()
    setTyped('')
    setKnown('')
    onSearch('')
  }
  useHotkeys({ '/': () => box.current?.select() })
  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.key === 'Escape') {
      clear()
      box.current?.blur()
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp')
      control?.current?.move(event.key === 'ArrowDown' ? 1 : -1)
    else if (event.key === 'Enter') {
      if (typed === known) control?.current?.open()
      else ask.flush()
    } else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <search className={css.box}>
      <TextInput
        ref={box}
        size="xs"
        type="text"
        inputMode="search"
        enterKeyHint="search"
        maxLength={maxLength}
        aria-label={label}
        placeholder={label}
        value={typed}
        onChange={(event) => write(event.currentTarget.value.replace(/[\r\n\t]+/g, ' '))}
        onKeyDown={onKeyDown}
        leftSection={<IconSearch size={16} stroke={1.75} aria-hidden />}
        rightSection={
          typed ? (
            <CloseButton size="sm" aria-label={t`Limpar a busca`} title={t`Limpar a busca`} onClick={clear} />
          ) : (
            <span className={css.key} aria-hidden>
              <Kbd>/</Kbd>
            </span>
          )
        }
        rightSectionPointerEvents={typed ? 'all' : 'none'}
      />
    </search>
  )
}
