import { t } from '@lingui/core/macro'
import type { ReactNode } from 'react'
import type { MessageContent } from '@/lib/api/types'
import { mediaName } from '@/lib/message-words'
import css from './messages.module.css'

/** The whole of what was sent, as far as it can be read. */
export function ContentView({ content }: { content: MessageContent }) {
  return (
    <div className={css.bubble}>
      <ContentParts content={content} />
    </div>
  )
}

export function ContentParts({ content }: { content: MessageContent }) {
  return parts(content)
}

function OutsideLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <a href={href} target="_blank" rel="noopener noreferrer">
      {children}
    </a>
  )
}

function parts(content: MessageContent): ReactNode {
  switch (content.type) {
    case 'text':
      return <p>{content.text}</p>
    case 'media':
      return (
        <>
          <p className={css.strong}>{mediaName(content.media)}</p>
          {content.fileName && <p>{content.fileName}</p>}
          {content.link && <OutsideLink href={content.link}>{content.link}</OutsideLink>}
          {content.caption && <p>{content.caption}</p>}
        </>
      )
    case 'template':
      return (
        <>
          <p className={css.strong}>{t`Modelo ${content.name}`}</p>
          <p className={css.dim}>{t`Idioma ${content.language}`}</p>
          {content.body && content.body.length > 0 && (
            <ul>
              {content.body.map((parameter, index) => (
                <li key={index}>
                  <span className={css.dim}>{parameter.name ?? index + 1}: </span>
                  {parameter.text}
                </li>
              ))}
            </ul>
          )}
        </>
      )
    case 'interactive':
      return (
        <>
          {content.header && <p className={css.strong}>{content.header}</p>}
          <p>{content.body}</p>
          {content.footer && <p className={css.dim}>{content.footer}</p>}
          {content.buttons && (
            <ul>
              {content.buttons.map((button) => (
                <li key={button.id}>{button.title}</li>
              ))}
            </ul>
          )}
          {content.list && (
            <>
              <p className={css.dim}>{content.list.button}</p>
              <ul>
                {content.list.sections
                  .flatMap((section) => section.rows)
                  .map((row) => (
                    <li key={row.id}>
                      {row.title}
                      {row.description && <span className={css.dim}> · {row.description}</span>}
                    </li>
                  ))}
              </ul>
            </>
          )}
          {content.link && <OutsideLink href={content.link.url}>{content.link.title}</OutsideLink>}
        </>
      )
    case 'location':
      return (
        <>
          {content.name && <p className={css.strong}>{content.name}</p>}
          {content.address && <p>{content.address}</p>}
          <OutsideLink
            href={`https://www.openstreetmap.org/?mlat=${content.latitude}&mlon=${content.longitude}`}
          >
            {t`Ver no mapa`}
          </OutsideLink>
        </>
      )
    case 'contacts':
      return content.contacts.map((card, index) => (
        <div key={index}>
          <p className={css.strong}>{card.formattedName}</p>
          {card.organization && <p>{card.organization}</p>}
          {card.phones?.map((phone) => (
            <p key={phone.phone}>{phone.phone}</p>
          ))}
          {card.emails?.map((email) => (
            <p key={email.email}>{email.email}</p>
          ))}
        </div>
      ))
    case 'reaction':
      return <p>{content.emoji ? t`Reagiu com ${content.emoji}` : t`Tirou a reação`}</p>
  }
}
