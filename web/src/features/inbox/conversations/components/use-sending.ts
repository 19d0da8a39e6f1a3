import { t } from '@lingui/core/macro'
import type { Reply } from '@/lib/api/types'
import { notifyDone } from '@/lib/notify'
import { formatMoment } from '@/lib/time'
import { useAddNote } from '../api/add-note'
import { useReply } from '../api/reply'
import { useSchedule } from '../api/scheduled-messages'
import { keyFor, rememberKey } from '../drafts'

/** What is written goes out under a key of its own, which it keeps where it failed and is sent once more. */
export function useSending(id: string, channelId: string) {
  const reply = useReply(id, channelId)
  const schedule = useSchedule(id, channelId)
  const addNote = useAddNote(id)

  const keyed = async (written: string, go: (key: string) => Promise<unknown>) => {
    const key = keyFor(id, written)
    try {
      await go(key)
    } catch (error) {
      rememberKey(id, written, key)
      throw error
    }
  }
  const named = (body: unknown, file?: File) =>
    JSON.stringify([body, file?.name, file?.size, file?.lastModified])
  const withFile = (file?: File) => (file ? { file } : {})

  return {
    /** @param anyway also when a colleague has answered what one has not seen */
    now: (body: Reply, file?: File, anyway = false) =>
      keyed(named(body, file), (key) =>
        reply.mutateAsync({ reply: body, key, at: new Date().toISOString(), anyway, ...withFile(file) }),
      ),
    later: async (body: Reply & { sendAt: string }, file?: File) => {
      await keyed(named(body, file), (key) => schedule.mutateAsync({ body, key, ...withFile(file) }))
      notifyDone(t`Agendada para ${formatMoment(body.sendAt)}.`)
    },
    note: (text: string, mentionedIds: string[]) =>
      keyed(text, (key) => addNote.mutateAsync({ text, mentionedIds, key })),
  }
}
