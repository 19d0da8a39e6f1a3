import { t } from '@lingui/core/macro'
import { useState } from 'react'
import { notifyTrouble } from '@/lib/notify'
import { MOST_FILES, refusalOf } from '../outgoing'
import { refusalWords } from '../words'

/** Chosen, pasted or dropped; they go with the next message. */
export function useFiles() {
  const [files, setFiles] = useState<File[]>([])

  /** @returns whether there are more than before; each that cannot go is named */
  const addFiles = (chosen: File[]): boolean => {
    const taken = chosen.filter((file) => {
      const refusal = refusalOf(file)
      if (refusal) notifyTrouble(refusalWords(file.name, refusal))
      return !refusal
    })
    if (files.length + taken.length > MOST_FILES)
      notifyTrouble(t`Vão no máximo ${MOST_FILES} arquivos por vez.`)
    setFiles([...files, ...taken].slice(0, MOST_FILES))
    return taken.length > 0
  }
  return { files, setFiles, addFiles }
}
