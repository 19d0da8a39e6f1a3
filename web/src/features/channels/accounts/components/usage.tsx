import { t } from '@lingui/core/macro'
import { useQuery } from '@tanstack/react-query'
import { listUsage } from '../api/accounts'
import { usedIn } from '../words'
import css from './channels.module.css'

/** How much a number is used; nothing while that is not known. */
export function Usage({ channelId }: { channelId: string }) {
  const { data } = useQuery({ ...listUsage(channelId), refetchInterval: 60_000 })
  if (!data) return null
  const spans: [string, number][] = [
    [t`Hoje`, 1],
    [t`Últimos 7 dias`, 7],
    [t`Últimos 30 dias`, 30],
  ]
  return (
    <div className={css.usage}>
      <table>
        <caption>{t`Mensagens`}</caption>
        <thead>
          <tr>
            <th scope="col">
              <span className="visually-hidden">{t`Período`}</span>
            </th>
            <th scope="col">{t`Enviadas`}</th>
            <th scope="col">{t`Recebidas`}</th>
          </tr>
        </thead>
        <tbody>
          {spans.map(([label, days]) => {
            const { sent, received } = usedIn(days, data.items, data.today)
            return (
              <tr key={days}>
                <th scope="row">{label}</th>
                <td>{sent.toLocaleString('pt-BR')}</td>
                <td>{received.toLocaleString('pt-BR')}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}
