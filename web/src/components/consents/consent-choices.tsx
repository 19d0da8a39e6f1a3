import { t } from '@lingui/core/macro'
import { Checkbox } from '@mantine/core'
import type { ConsentText } from '@/lib/api/types'
import css from './consents.module.css'

interface Props {
  texts: ConsentText[]
  chosen: readonly string[]
  onChange: (chosen: string[]) => void
}

/** The texts word for word, large enough to be read by a customer on the other side of the counter. Nothing is ticked beforehand. */
export function ConsentChoices({ texts, chosen, onChange }: Props) {
  if (texts.length === 0) return null
  return (
    <fieldset className={css.choices}>
      <legend className={css.legend}>{t`O cliente concorda? Mostre ou leia o texto.`}</legend>
      {texts.map((text) => (
        <div key={text.id} className={css.choice}>
          <Checkbox
            label={text.title}
            aria-describedby={`consent-${text.id}`}
            checked={chosen.includes(text.id)}
            onChange={(event) =>
              onChange(
                event.currentTarget.checked ? [...chosen, text.id] : chosen.filter((id) => id !== text.id),
              )
            }
          />
          <p id={`consent-${text.id}`}>{text.text}</p>
        </div>
      ))}
    </fieldset>
  )
}
