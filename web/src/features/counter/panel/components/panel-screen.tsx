import { t } from '@lingui/core/macro'
import { useCallback, useState } from 'react'
import { storage } from '@/lib/storage'
import { CallBoard } from './call-board'
import { Pairing } from './pairing'

interface Paired {
  token: string
  id: string
  name: string
  tenantName: string
}

const KEY = 'panel'

function remembered(): Paired | null {
  try {
    const value = JSON.parse(storage.get(KEY) ?? 'null') as Partial<Paired> | null
    return value && typeof value.token === 'string' && typeof value.id === 'string' ? (value as Paired) : null
  } catch {
    return null
  }
}

export function PanelScreen() {
  const [paired, setPaired] = useState(remembered)
  const [removed, setRemoved] = useState(false)
  const revoke = useCallback(() => {
    storage.remove(KEY)
    setRemoved(true)
    setPaired(null)
  }, [])

  if (paired) return <CallBoard panel={paired} onRevoked={revoke} />
  return (
    <Pairing
      note={removed ? t`Este painel foi desconectado. Conecte-o de novo.` : null}
      onPaired={(next) => {
        storage.set(KEY, JSON.stringify(next))
        setPaired(next)
      }}
    />
  )
}
