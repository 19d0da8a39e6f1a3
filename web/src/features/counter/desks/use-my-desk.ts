import { useState } from 'react'
import { useSession } from '@/lib/auth/session'
import { storage } from '@/lib/storage'

/** The desk this device sits at. It belongs to the device and the company, not to the person. */
export function useMyDesk(): [deskId: string | null, choose: (deskId: string) => void] {
  const key = `desk.${useSession().tenant.id}`
  const [deskId, setDeskId] = useState(() => storage.get(key))
  return [
    deskId,
    (next) => {
      storage.set(key, next)
      setDeskId(next)
    },
  ]
}
