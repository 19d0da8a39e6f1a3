import { t } from '@lingui/core/macro'
import type { Conversation } from '@/lib/api/types'
import { notifyDone } from '@/lib/notify'
import { formatMoment } from '@/lib/time'
import { useAddNote } from '../api/add-note'
import { useReply } from '../api/reply'
import { useSchedule } from '../api/scheduled-messages'
import { keyFor, rememberKey } from '../drafts'
import type { Outgoing } from '../outgoing'

/** Seconds in which what was sent can be taken back. */
const HOLD = 5

/** What is written goes, each time with the key of that very message. */
export function useSending({ id, channelId }: Conversation, onSent: () => void) {
  const reply = useReply(id, channelId)
  const schedule = useSchedule(id, channelId)
  const addNote = useAddNote(id)

  const withKey = async (written: string, go: (key: string) => Promise<unknown>) => {
    const key = keyFor(id, written)
    try {
      await go(key)
    } catch (error) {
      rememberKey(id, written, key)
      throw error
    }
  }
  const told = (body: object, file?: File) =>
    JSON.stringify([body, file?.name, file?.size, file?.lastModified])

  return {
    /** @param anyway also when a colleague has answered what one has not seen */
    now: ({ body, file }: Outgoing, anyway = false) =>
      withKey(told(body, file), (key) => {
        onSent()
        return reply.mutateAsync({
          reply: { ...body, holdSeconds: HOLD },
          key,
          at: new Date().toISOString(),
          anyway,
          ...(file ? { file } : {}),
        })
      }),
    later: ({ body: said, file }: Outgoing, sendAt: string) => {
      const body = { ...said, sendAt }
      return withKey(told(body, file), async (key) => {
        await schedule.mutateAsync({ body, key, ...(file ? { file } : {}) })
        notifyDone(t`Agendada para ${formatMoment(sendAt)}.`)
      })
    },
    note: (text: string, mentionedIds: string[]) =>
      withKey(text, async (key) => {
        await addNote.mutateAsync({ text, mentionedIds, key })
        onSent()
      }),
  }
}
