import { t } from '@lingui/core/macro'
import { useQuery } from '@tanstack/react-query'
import type { RefObject } from 'react'
import { useCompletion } from '../../completion/use-completion'
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

/** Answers the company gives often, by a slash and their shortcut. */
export function useCannedResponses({ text, area, enabled, fillings, onText }: Options) {
  const query = useQuery({ ...listCannedResponses, enabled: enabled && text.includes('/') })
  return useCompletion({
    text,
    area,
    onText,
    label: t`Respostas prontas`,
    sign: '/',
    looking: enabled ? slashAt : () => null,
    found: (wanted) => (query.data ? matching(query.data, wanted) : null),
    keyOf: ({ id }) => id,
    words: (response) => fillIn(response.text, fillings),
    option: (response) => (
      <>
        <span className={css.shortcut}>/{response.shortcut}</span>
        <span className={css.words}>{fillIn(response.text, fillings)}</span>
      </>
    ),
    none: t`Ainda não há respostas prontas. Quem gerencia as cria em Configurações › Respostas prontas.`,
  })
}
