import { t } from '@lingui/core/macro'
import {
  IconBrandWhatsapp,
  IconFile,
  IconListCheck,
  IconMapPin,
  IconMessage,
  IconMicrophone,
  IconMoodSmile,
  IconPhoto,
  IconSticker,
  IconTemplate,
  IconUserSquare,
  IconVideo,
} from '@tabler/icons-react'
import { Ticks } from '@/components/messages/ticks'
import { StatusBadge } from '@/components/ui'
import type { OutboundStatus } from '@/lib/api/types'
import { kindName, statusWords } from '@/lib/message-words'
import css from './messages.module.css'

const KIND_ICONS: Record<string, typeof IconMessage> = {
  text: IconMessage,
  image: IconPhoto,
  audio: IconMicrophone,
  voice: IconMicrophone,
  video: IconVideo,
  document: IconFile,
  sticker: IconSticker,
  template: IconTemplate,
  interactive: IconListCheck,
  button: IconListCheck,
  button_reply: IconListCheck,
  list_reply: IconListCheck,
  nfm_reply: IconListCheck,
  location: IconMapPin,
  contacts: IconUserSquare,
  reaction: IconMoodSmile,
}

/** What kind of message it is; the word is there for who does not see the picture. */
export function KindIcon({ kind }: { kind: string }) {
  const Icon = KIND_ICONS[kind] ?? IconBrandWhatsapp
  const name = kindName(kind)
  return (
    <span className={css.kind} title={name}>
      <Icon size={17} stroke={1.75} aria-hidden />
      <span className="visually-hidden">{name}</span>
    </span>
  )
}

export function MessageStatus({
  status,
  possibleDuplicate,
}: {
  status: OutboundStatus
  possibleDuplicate: boolean
}) {
  const { label, tone, ticks } = statusWords(status)
  return (
    <span className={css.status}>
      <span className={css.statusWord} data-tone={tone}>
        <Ticks of={ticks} />
        {label}
      </span>
      {possibleDuplicate && <StatusBadge tone="warn">{t`possível duplicada`}</StatusBadge>}
    </span>
  )
}
