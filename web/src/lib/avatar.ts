import { queryOptions } from '@tanstack/react-query'
import { api, unwrap } from './api/client'
import { keys } from './query'

/** A picture is named anew when it changes, so each is fetched once. */
export const getAvatar = (userId: string, avatar: string) =>
  queryOptions({
    queryKey: keys.files('avatar', userId, avatar),
    queryFn: async ({ signal }) =>
      (await unwrap(
        api().GET('/api/v1/members/{userId}/avatar', {
          params: { path: { userId } },
          signal,
          parseAs: 'blob',
        }),
      )) as unknown as Blob,
    staleTime: Infinity,
    retry: false,
  })

/** First letters of the first and the last name. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/)
  const ends = words.length > 1 ? [words[0]!, words[words.length - 1]!] : words
  return ends
    .map((word) => [...word][0] ?? '')
    .join('')
    .toLocaleUpperCase('pt-BR')
}

const SIDE = 256

/** A square from the middle, small, and without what the camera wrote into the file. */
export async function squarePicture(file: File): Promise<Blob> {
  const source = await createImageBitmap(file)
  const side = Math.min(source.width, source.height)
  const canvas = document.createElement('canvas')
  canvas.width = canvas.height = Math.min(SIDE, side)
  const { width } = canvas
  canvas
    .getContext('2d')!
    .drawImage(source, (source.width - side) / 2, (source.height - side) / 2, side, side, 0, 0, width, width)
  source.close()
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('no picture'))), 'image/jpeg', 0.88),
  )
}
