import { t } from '@lingui/core/macro'
import { type ReactNode, useEffect, useState } from 'react'
import { copyText } from '@/lib/copy'
import { formatCountdown } from '@/lib/time'
import { PlainButton, PlainSkeleton } from './index'
import css from './pix.module.css'
import { QrCode } from './qr-code'

/** How it ended. `over`: without success. */
export function Outcome({ title, over, children }: { title: string; over?: boolean; children?: ReactNode }) {
  return (
    <div className={css.result}>
      <span className={css.mark} data-over={over || undefined}>
        {over ? (
          <svg
            width="40"
            height="40"
            viewBox="0 0 24 24"
            fill="none"
            stroke="currentColor"
            strokeWidth="2"
            aria-hidden
          >
            <circle cx="12" cy="12" r="8.5" />
            <path d="M12 7.5V12l3 2" strokeLinecap="round" />
          </svg>
        ) : (
          <svg
            width="44"
            height="44"
            viewBox="0 0 24 24"
            fill="none"
            stroke="currentColor"
            strokeWidth="2.2"
            aria-hidden
          >
            <path d="M5 12.5l4.5 4.5L19 7.5" strokeLinecap="round" strokeLinejoin="round" />
          </svg>
        )}
      </span>
      <p className={css.resultTitle}>{title}</p>
      {children && <p className={css.dim}>{children}</p>}
    </div>
  )
}

export function PixBeingMade() {
  return (
    <div className={css.waiting} role="status">
      <PlainSkeleton width={260} height={260} />
      {t`O banco ainda está gerando o código. Ele aparece aqui sozinho.`}
    </div>
  )
}

/** To be read by a camera or copied. `left`: seconds until it is over; null: not known. */
export function PixCode({ code, left }: { code: string; left: number | null }) {
  return (
    <>
      <div className={css.qr}>
        <QrCode text={code} label={t`QR Code do Pix`} />
      </div>
      <CopyPix code={code} />
      {left !== null && (
        <p className={css.countdown}>
          {t`Vence em`} <b>{formatCountdown(left)}</b>
        </p>
      )}
      <ol className={css.steps}>
        <li>{t`Abra o aplicativo do seu banco e escolha Pix.`}</li>
        <li>{t`Leia o QR Code ou cole o código copiado.`}</li>
        <li>{t`Confirme. Esta página avisa quando o pagamento cair.`}</li>
      </ol>
    </>
  )
}

function CopyPix({ code }: { code: string }) {
  const [copied, setCopied] = useState(false)
  useEffect(() => {
    if (!copied) return
    const timer = setTimeout(() => setCopied(false), 3_000)
    return () => clearTimeout(timer)
  }, [copied])
  return (
    <PlainButton onClick={async () => setCopied(await copyText(code))}>
      <span aria-live="polite">{copied ? t`Código copiado` : t`Copiar código Pix`}</span>
    </PlainButton>
  )
}
