import { t } from '@lingui/core/macro'
import { useEffect, useRef, useState } from 'react'
import { describeError } from '@/lib/api/error-catalogue'
import { isApiError } from '@/lib/api/problem'
import { claimPairing, startPairing } from '../api/panel-pairing'
import css from './panel.module.css'

interface Props {
  note: string | null
  onPaired: (panel: { token: string; id: string; name: string; tenantName: string }) => void
}

const CLAIM_EVERY_MS = 2_500

/** Shows a code until somebody enters it in Configurações › Painéis; a code that expires is replaced by the next. */
export function Pairing({ note, onPaired }: Props) {
  const [code, setCode] = useState<string | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const paired = useRef(onPaired)
  useEffect(() => {
    paired.current = onPaired
  })

  useEffect(() => {
    let stopped = false
    let timer: ReturnType<typeof setTimeout> | undefined
    let secret: string | null = null
    let until = 0
    let failures = 0

    const step = async () => {
      let wait = CLAIM_EVERY_MS
      try {
        if (secret === null || Date.now() > until) {
          const started = await startPairing()
          if (stopped) return
          secret = started.secret
          until = new Date(started.expiresAt).getTime()
          // A television's clock may be off by hours; the server's 404 then replaces the code.
          if (until < Date.now()) until = Infinity
          setCode(started.code)
        } else {
          const claimed = await claimPairing(secret)
          if (stopped) return
          if (claimed) {
            paired.current({
              token: claimed.panelToken,
              id: claimed.panel.id,
              name: claimed.panel.name,
              tenantName: claimed.tenantName,
            })
            return
          }
        }
        failures = 0
        setProblem(null)
      } catch (error) {
        if (stopped) return
        if (isApiError(error) && error.status === 404) {
          secret = null
          wait = 200
        } else {
          wait = Math.min(CLAIM_EVERY_MS * 2 ** failures++, 30_000)
          setProblem(describeError(error).message)
        }
      }
      timer = setTimeout(() => void step(), wait)
    }
    void step()
    return () => {
      stopped = true
      clearTimeout(timer)
    }
  }, [])

  return (
    <main className={css.tv}>
      <div className={css.bar}>
        <span className={css.company}>CleanApp</span>
      </div>
      <div className={css.pair}>
        <h1 className={css.pairTitle}>{t`Conectar este painel`}</h1>
        <p
          role="img"
          className={css.pairCode}
          aria-label={code ? t`Código ${[...code].join(' ')}` : t`Gerando o código`}
        >
          {code ? (
            <>
              <span aria-hidden>{code.slice(0, 3)}</span>
              <span aria-hidden>{code.slice(3)}</span>
            </>
          ) : (
            <span aria-hidden>···</span>
          )}
        </p>
        <p className={css.pairText}>
          {t`No computador ou celular, abra`} <b>{t`Configurações › Painéis`}</b> {t`e digite este código.`}
        </p>
      </div>
      <div className={css.strip} role="status">
        {(problem ?? note) && <span className={css.note}>{problem ?? note}</span>}
      </div>
    </main>
  )
}
