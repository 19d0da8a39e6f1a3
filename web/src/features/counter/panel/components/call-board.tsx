import { t } from '@lingui/core/macro'
import { useEffect, useState } from 'react'
import { soundIsOn, unlockSound } from '@/lib/sound'
import { useNow } from '@/lib/use-now'
import { portugueseVoice } from '../sound'
import { useWakeLock } from '../use-wake-lock'
import { usePanel } from '../use-panel'
import css from './panel.module.css'

interface Props {
  panel: { token: string; id: string; name: string; tenantName: string }
  onRevoked: () => void
}

const hour = new Intl.DateTimeFormat('pt-BR', {
  timeZone: 'America/Sao_Paulo',
  hour: '2-digit',
  minute: '2-digit',
})
const day = new Intl.DateTimeFormat('pt-BR', {
  timeZone: 'America/Sao_Paulo',
  weekday: 'long',
  day: 'numeric',
  month: 'long',
})

export function CallBoard({ panel, onRevoked }: Props) {
  const state = usePanel({ panelId: panel.id, token: panel.token, onRevoked })
  const now = useNow(1_000) + state.skewMs
  const sound = useSound()
  useWakeLock()

  const { current, recent } = state
  return (
    <main className={css.tv}>
      <div className={css.bar}>
        <span className={css.company}>{state.tenantName || panel.tenantName}</span>
        <span className={css.clock}>
          <span>{day.format(now)}</span>
          <b>{hour.format(now)}</b>
        </span>
      </div>
      <div className={css.board}>
        <section
          key={current?.sequence ?? 0}
          className={css.current}
          data-new={state.announcing || undefined}
          aria-live="polite"
        >
          {current ? (
            <>
              <p className={css.label}>{t`Senha`}</p>
              <h1 className={css.code} data-testid="current-code">
                {current.code}
              </h1>
              <p className={css.desk}>{current.deskName}</p>
              <p className={css.service}>{current.serviceName}</p>
            </>
          ) : (
            <h1 className={css.idle}>{state.loaded ? t`Aguarde sua senha` : t`Conectando…`}</h1>
          )}
        </section>
        <section className={css.last} aria-label={t`Últimas chamadas`}>
          <h2>{t`Últimas chamadas`}</h2>
          <ol>
            {recent.map((call) => (
              <li key={call.sequence}>
                <span className={css.lastCode}>{call.code}</span>
                <span className={css.lastDesk}>{call.deskName}</span>
              </li>
            ))}
          </ol>
        </section>
      </div>
      <div className={css.strip}>
        {!sound.on && (
          <>
            <button type="button" className={css.sound} onClick={sound.enable}>
              {t`Ativar som`}
            </button>
            <span className={css.silent}>{t`Painel sem som: toque uma vez para ouvir as chamadas.`}</span>
          </>
        )}
        {sound.on && sound.voiceMissing && (
          <span className={css.silent}>{t`Este aparelho não tem voz em português: só o sinal sonoro.`}</span>
        )}
        <span role="status" style={{ display: 'contents' }}>
          {state.offline && (
            <span className={css.note}>{t`Sem conexão: as chamadas voltam assim que a rede voltar.`}</span>
          )}
        </span>
      </div>
    </main>
  )
}

function useSound() {
  const [on, setOn] = useState(soundIsOn)
  const [voiceMissing, setVoiceMissing] = useState(false)
  const enable = async () => {
    // Some browsers let speech start only from a touch: an empty sentence opens the way for the next ones.
    if ('speechSynthesis' in window) speechSynthesis.speak(new SpeechSynthesisUtterance(''))
    setOn(await unlockSound())
  }
  useEffect(() => {
    void unlockSound().then(setOn)
    const watch = setInterval(() => setOn(soundIsOn()), 3_000)
    // Voices arrive late in Chrome.
    const voices = setTimeout(() => setVoiceMissing(portugueseVoice() === null), 3_000)
    const touched = () => void unlockSound().then(setOn)
    window.addEventListener('pointerdown', touched)
    window.addEventListener('keydown', touched)
    return () => {
      clearInterval(watch)
      clearTimeout(voices)
      window.removeEventListener('pointerdown', touched)
      window.removeEventListener('keydown', touched)
    }
  }, [])
  return { on, voiceMissing, enable: () => void enable() }
}
