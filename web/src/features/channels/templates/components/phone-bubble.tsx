import { t } from '@lingui/core/macro'
import { IconFile, IconPhoto, IconVideo } from '@tabler/icons-react'
import { runsOf, type Run, type Shown } from '../fill'
import { headerName } from '../words'
import css from './templates.module.css'

const MEDIA_ICONS = { image: IconPhoto, video: IconVideo, document: IconFile }

/** A template as it looks on the customer's telephone. */
export function PhoneBubble({ shown }: { shown: Shown }) {
  const Media = shown.media && MEDIA_ICONS[shown.media]
  return (
    <div className={css.phone} role="group" aria-label={t`Como o cliente vê`}>
      <div className={css.message}>
        {Media && shown.media && (
          <p className={css.media}>
            <Media size={26} stroke={1.5} aria-hidden />
            {headerName(shown.media)}
          </p>
        )}
        {shown.header && (
          <p className={css.title}>
            <Formatted text={shown.header} />
          </p>
        )}
        <p>
          <Formatted text={shown.body} />
        </p>
        {shown.footer && <p className={css.footer}>{shown.footer}</p>}
        {shown.buttons.length > 0 && (
          <ul className={css.buttons} aria-label={t`Botões`}>
            {shown.buttons.map((text, index) => (
              <li key={index}>{text}</li>
            ))}
          </ul>
        )}
      </div>
    </div>
  )
}

function Formatted({ text }: { text: string }) {
  return runsOf(text).map((run, index) => <Piece key={index} run={run} />)
}

function Piece({ run }: { run: Run }) {
  switch (run.as) {
    case 'strong':
      return <strong>{run.text}</strong>
    case 'em':
      return <em>{run.text}</em>
    case 'strike':
      return <s>{run.text}</s>
    case 'place':
      return <span className={css.place}>{run.text}</span>
    case 'plain':
      return run.text
  }
}
