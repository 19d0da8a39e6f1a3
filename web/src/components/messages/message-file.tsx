import { t } from '@lingui/core/macro'
import { Button, UnstyledButton } from '@mantine/core'
import { IconDownload, IconPlayerPlay } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { InboundMessage } from '@/lib/api/types'
import { notifyError } from '@/lib/notify'
import { addressFor, saveAs } from '@/lib/save-as'
import type { FileQuery } from '@/lib/media'
import { fileWords, sizeWords } from '@/lib/message-words'
import { useSource } from '@/lib/use-source'
import css from './messages.module.css'

type Media = Pick<NonNullable<InboundMessage['media']>, 'state' | 'reason' | 'mimeType' | 'size' | 'fileName'>

interface Props {
  file: FileQuery
  media: Media
}

/** The file of a message: a picture to look at, a voice to hear, a film, or something to save. */
export function MessageFile(props: Props) {
  const { media } = props
  const waiting = fileWords(media)
  if (waiting !== null) return <p className={css.dim}>{waiting}</p>
  const type = media.mimeType ?? ''
  if (type.startsWith('image/')) return <Picture {...props} />
  if (type.startsWith('audio/') || type.startsWith('video/')) return <Recording {...props} />
  return <Download {...props} />
}

function Picture({ file: options }: Props) {
  const query = useQuery(options)
  const source = useSource(query.data)
  if (query.isError) return <p className={css.dim}>{t`A imagem não abriu agora.`}</p>
  const file = query.data
  if (!file) return <span className={css.thumbPlace} aria-hidden />
  return (
    <UnstyledButton className={css.thumbLink} aria-label={t`Abrir imagem`} onClick={() => openFile(file)}>
      <img ref={source} alt={t`Imagem`} className={css.thumb} />
    </UnstyledButton>
  )
}

/** Fetched when somebody wants it: films are large. */
function Recording({ file: options, media }: Props) {
  const [wanted, setWanted] = useState(false)
  const query = useQuery({ ...options, enabled: wanted })
  const source = useSource(query.data)
  const isFilm = media.mimeType?.startsWith('video/')
  if (query.data)
    return isFilm ? (
      <video ref={source} controls className={css.film} aria-label={t`Vídeo`} />
    ) : (
      <audio ref={source} controls className={css.voice} aria-label={t`Áudio`} />
    )
  return (
    <Button
      size="xs"
      variant="default"
      leftSection={<IconPlayerPlay size={15} />}
      loading={query.isFetching}
      onClick={() => (wanted ? void query.refetch() : setWanted(true))}
    >
      {query.isError ? t`Tentar de novo` : isFilm ? t`Ver vídeo` : t`Ouvir`} · {sizeWords(media.size)}
    </Button>
  )
}

function Download({ file: options, media }: Props) {
  const query = useQuery({ ...options, enabled: false, gcTime: 0 })
  const name = media.fileName ?? t`Documento`
  const save = async () => {
    const { data, error } = await query.refetch()
    if (data) saveAs(data, name)
    else notifyError(error)
  }
  return (
    <Button
      size="xs"
      variant="default"
      leftSection={<IconDownload size={15} />}
      loading={query.isFetching}
      onClick={() => void save()}
      className={css.download}
    >
      {name} · {sizeWords(media.size)}
    </Button>
  )
}

function openFile(file: Blob) {
  window.open(addressFor(file), '_blank', 'noopener')
}
