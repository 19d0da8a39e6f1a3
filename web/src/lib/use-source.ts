import { useCallback } from 'react'

/** What is in memory as an element's source, for as long as the element is there. */
export function useSource(file: Blob | undefined) {
  return useCallback(
    (element: HTMLImageElement | HTMLMediaElement | null) => {
      if (!element || !file) return
      const url = URL.createObjectURL(file)
      element.src = url
      return () => URL.revokeObjectURL(url)
    },
    [file],
  )
}
