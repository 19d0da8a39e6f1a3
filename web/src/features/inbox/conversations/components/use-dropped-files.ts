import { t } from '@lingui/core/macro'
import { useEffect, useRef, useState } from 'react'
import { notifyTrouble } from '@/lib/notify'

const carriesFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') === true

const told = new EventTarget()

/** Files dropped anywhere on the conversation. */
export function useDroppedFiles(onFiles: (files: File[]) => void, enabled: boolean) {
  const take = useRef(onFiles)
  useEffect(() => {
    take.current = onFiles
  })
  useEffect(() => {
    if (!enabled) return
    const onDropped = (event: Event) => {
      event.preventDefault()
      take.current((event as CustomEvent<File[]>).detail)
    }
    told.addEventListener('files', onDropped)
    return () => told.removeEventListener('files', onDropped)
  }, [enabled])
}

/** Whether files are being dragged over it; what is dropped is told to whoever writes there. */
export function useDropZone(zone: React.RefObject<HTMLElement | null>, enabled: boolean): boolean {
  const [over, setOver] = useState(false)
  useEffect(() => {
    const box = zone.current
    if (!box || !enabled) return
    const onOver = (event: DragEvent) => {
      if (!carriesFiles(event)) return
      event.preventDefault()
      setOver(true)
    }
    const onLeave = (event: DragEvent) => {
      if (!box.contains(event.relatedTarget as Node | null)) setOver(false)
    }
    const onDrop = (event: DragEvent) => {
      setOver(false)
      if (!carriesFiles(event)) return
      event.preventDefault()
      const detail = [...(event.dataTransfer?.files ?? [])]
      const taken = !told.dispatchEvent(new CustomEvent('files', { detail, cancelable: true }))
      if (!taken) notifyTrouble(t`Nesta conversa não dá para enviar arquivos agora.`)
    }
    box.addEventListener('dragover', onOver)
    box.addEventListener('dragleave', onLeave)
    box.addEventListener('drop', onDrop)
    return () => {
      box.removeEventListener('dragover', onOver)
      box.removeEventListener('dragleave', onLeave)
      box.removeEventListener('drop', onDrop)
    }
  }, [zone, enabled])
  return over
}
