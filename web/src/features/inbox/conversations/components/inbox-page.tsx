import { t } from '@lingui/core/macro'
import { useMediaQuery } from '@mantine/hooks'
import { IconMessages, IconPaperclip } from '@tabler/icons-react'
import { lazy, Suspense, useEffect, useRef, useState, type ReactNode } from 'react'
import { EmptyState } from '@/components/ui'
import type { ConversationStatus, MessageContent, Priority } from '@/lib/api/types'
import { useHotkeys } from '@/lib/hotkeys'
import { storage } from '@/lib/storage'
import type { MessageFilter } from '../../messages/search'
import type { View } from '../words'
import { ConversationList } from './conversation-list'
import css from './inbox.module.css'
import { PersonPane } from './person-pane'
import { ThreadSkeleton } from './thread-skeleton'
import { useDropZone } from './use-dropped-files'

const loadThread = () => import('./thread').then((file) => ({ default: file.Thread }))
const Thread = lazy(loadThread)

export interface InboxFilter {
  view: View
  /** Any: of those where somebody is mentioned. */
  status: ConversationStatus | 'any'
  teamId: string | undefined
  labelId: string | undefined
  priority: Priority | undefined
}

/** What another part of the house knows how to choose and fill in. */
export type TemplateSlot = (props: {
  channelId: string
  onSend: (content: MessageContent) => Promise<unknown>
  onClose: () => void
}) => ReactNode

/** What the rest of the house knows of a person. */
export type PersonSlot = (props: {
  contactId: string
  conversationId: string
  /** The person was anonymised. */
  isOver: boolean
}) => ReactNode

/** What the rest of the house does with whom one talks to. */
export type ActSlot = (props: { conversationId: string; contactId: string }) => ReactNode

interface Props {
  filter: InboxFilter
  search: MessageFilter
  /** Empty: nothing is searched for. */
  text: string
  conversationId: string | undefined
  /** The number of the item it is opened at. */
  at: number | undefined
  /** Where there is no room beside the conversation, the person is looked at in its place. */
  showsPerson: boolean
  onFilter: (filter: InboxFilter) => void
  onSearch: (text: string) => void
  onNarrow: (search: MessageFilter) => void
  onOpen: (conversationId: string | undefined, at?: number) => void
  onPerson: (shown: boolean) => void
  template: TemplateSlot
  person: PersonSlot
  act: ActSlot
}

const ROOM_FOR_THREE = '(min-width: 1240px)'

export function InboxPage(props: Props) {
  const { filter, search, text, conversationId, at, showsPerson, template, person, act } = props
  const { onFilter, onSearch, onNarrow, onOpen, onPerson } = props
  const roomy = useMediaQuery(ROOM_FOR_THREE, undefined, { getInitialValueInEffect: false })
  const [beside, setBeside] = useState(() => storage.get('inbox-person') !== 'off')
  const shown = roomy ? beside : showsPerson
  const zone = useRef<HTMLElement>(null)
  // The list stands first; the conversation that is opened next need not wait for it.
  useEffect(() => void loadThread(), [])
  const dropping = useDropZone(zone, conversationId !== undefined)
  const togglePerson = () => {
    if (!roomy) return onPerson(!showsPerson)
    storage.set('inbox-person', beside ? 'off' : 'on')
    setBeside(!beside)
  }
  useHotkeys({
    escape: conversationId
      ? () => (showsPerson && !roomy ? onPerson(false) : onOpen(undefined))
      : text
        ? () => onSearch('')
        : undefined,
  })
  return (
    <div
      className={css.inbox}
      data-pane={!conversationId ? 'list' : showsPerson && !roomy ? 'person' : 'thread'}
      data-person={(conversationId && shown) || undefined}
    >
      <h1 className="visually-hidden">{t`Atendimento`}</h1>
      <section className={css.list} aria-label={t`Conversas`}>
        <ConversationList
          filter={filter}
          search={search}
          text={text}
          openId={conversationId}
          openAt={at}
          onFilter={onFilter}
          onSearch={onSearch}
          onNarrow={onNarrow}
          onOpen={onOpen}
          template={template}
        />
      </section>
      <section className={css.thread} aria-label={t`Conversa aberta`} ref={zone}>
        {conversationId ? (
          <Suspense fallback={<ThreadSkeleton />}>
            <Thread
              key={`${conversationId} ${at ?? ''}`}
              id={conversationId}
              at={at}
              onLatest={() => onOpen(conversationId)}
              personShown={shown}
              onPerson={togglePerson}
              onClose={() => onOpen(undefined)}
              template={template}
              act={act}
            />
          </Suspense>
        ) : (
          <div className={css.nothing}>
            <EmptyState
              icon={IconMessages}
              title={t`Escolha uma conversa`}
              text={t`J e K percorrem a lista, Enter abre. Quem escrever aparece à esquerda na hora.`}
            />
          </div>
        )}
        {dropping && (
          <div className={css.drop} aria-hidden>
            <p>
              <IconPaperclip size={22} stroke={1.75} />
              {t`Solte para anexar`}
            </p>
          </div>
        )}
      </section>
      {conversationId && shown && (
        <section className={css.person} aria-label={t`Pessoa`}>
          <PersonPane key={conversationId} id={conversationId} person={person} onClose={togglePerson} />
        </section>
      )}
    </div>
  )
}
