import { t } from '@lingui/core/macro'
import { Button, Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Moment, Section } from '@/components/ui'
import { FormDialog } from '@/components/ui/form-dialog'
import { useCan } from '@/lib/auth/session'
import { shownInPlace } from '@/lib/mutations'
import { notifyDone, notifyError } from '@/lib/notify'
import { useNow } from '@/lib/use-now'
import { getTenant } from '../../tenant/api/get-tenant'
import { listMembers } from '../api/list-members'
import { useRequireSecondFactor } from '../api/require-second-factor'
import css from './members.module.css'

export function SecondFactorRule() {
  const may = useCan('identity.tenant.manage')
  const tenant = useQuery({ ...getTenant, enabled: may })
  const members = useQuery(listMembers)
  const require = useRequireSecondFactor()
  const now = useNow(60_000)
  const [asking, setAsking] = useState(false)
  const [days, setDays] = useState('7')
  if (!may || !tenant.data) return null
  const from = tenant.data.secondFactorFrom
  const without = (members.data ?? []).filter((member) => member.active && !member.secondFactor).length

  return (
    <div className={css.later}>
      <Section
        title={t`Verificação em duas etapas`}
        text={t`Se a empresa a exige, ninguém entra só com a senha. Quem ainda não a ligou configura na próxima entrada depois do prazo.`}
      >
        <div className={css.rule}>
          <span>
            {!from ? (
              t`Cada um decide por si.`
            ) : Date.parse(from) <= now ? (
              <>
                {t`Exigida desde`} <Moment at={from} />
              </>
            ) : (
              <>
                {t`Exigida a partir de`} <Moment at={from} />
                {without > 0 && (
                  <span className={css.dim}>
                    {' · '}
                    {without === 1 ? t`falta 1 pessoa ligar` : t`faltam ${without} pessoas ligar`}
                  </span>
                )}
              </>
            )}
          </span>
          {from ? (
            <Button
              size="xs"
              variant="default"
              loading={require.isPending}
              onClick={() =>
                void require
                  .mutateAsync({ required: false, graceDays: 0 })
                  .then(() => notifyDone(t`Cada um decide por si de novo.`), notifyError)
              }
            >
              {t`Deixar de exigir`}
            </Button>
          ) : (
            <Button size="xs" variant="default" onClick={() => setAsking(true)}>
              {t`Exigir de todos`}
            </Button>
          )}
        </div>
      </Section>
      <FormDialog
        opened={asking}
        onClose={() => {
          setAsking(false)
          require.reset()
        }}
        title={t`Exigir a verificação em duas etapas`}
        submit={t`Exigir`}
        busy={require.isPending}
        error={require.error}
        onSubmit={(event) => {
          event.preventDefault()
          void require.mutateAsync({ required: true, graceDays: Number(days) }).then(() => {
            setAsking(false)
            notifyDone(t`A empresa passa a exigir a verificação em duas etapas.`)
          }, shownInPlace)
        }}
      >
        <Select
          label={t`A partir de quando`}
          description={t`Até lá cada um liga a sua em Meu perfil. A sua precisa já estar ligada.`}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          allowDeselect={false}
          data={[
            { value: '0', label: t`Já` },
            { value: '7', label: t`Daqui a 7 dias` },
            { value: '14', label: t`Daqui a 14 dias` },
            { value: '30', label: t`Daqui a 30 dias` },
          ]}
          value={days}
          onChange={(value) => value && setDays(value)}
        />
      </FormDialog>
    </div>
  )
}
