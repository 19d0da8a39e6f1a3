import css from './plain.module.css'

/** To be copied by hand or by eye. */
export function SecretText({ text }: { text: string }) {
  return <code className={css.secret}>{text}</code>
}

export function CodeList({ codes }: { codes: string[] }) {
  return (
    <ul className={css.codes}>
      {codes.map((code) => (
        <li key={code}>{code}</li>
      ))}
    </ul>
  )
}
