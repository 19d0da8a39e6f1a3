import type { Contact } from '@/lib/api/types'
import { kindName } from '../kinds'
import css from './people.module.css'

export function Identifiers({ of }: { of: Contact['identifiers'] }) {
  return of.map((identifier) => (
    <div key={identifier.id} className={css.masked}>
      <span className="visually-hidden">{kindName(identifier.kind)}: </span>
      {identifier.masked}
    </div>
  ))
}
