import { t } from '@lingui/core/macro'
import { Button, Group, TextInput } from '@mantine/core'
import { useState } from 'react'
import { Section } from '@/components/ui'
import type { Money } from '@/lib/api/types'
import { amountInput, brl, parseAmount } from '@/lib/money'
import { notifyDone, notifyError } from '@/lib/notify'
import { useChangeRefundLimit } from '../api/change-refund-limit'

export function RefundLimit({ above }: { above: Money }) {
  const change = useChangeRefundLimit()
  const [text, setText] = useState(amountInput(above))
  const value = parseAmount(text)
  return (
    <Section
      title={t`Aprovação de devoluções`}
      text={t`Acima deste valor, somado por pagamento, a devolução precisa de uma segunda pessoa. Com zero, sempre.`}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (value === null) return
          void change.mutateAsync({ above: brl(value) }).then(() => notifyDone(t`Limite salvo.`), notifyError)
        }}
      >
        <Group align="flex-end" gap={8}>
          <TextInput
            label={t`Valor`}
            inputMode="decimal"
            value={text}
            error={value === null ? t`Informe um valor, como 12,50.` : undefined}
            onChange={(event) => setText(event.currentTarget.value)}
          />
          <Button
            type="submit"
            variant="default"
            loading={change.isPending}
            disabled={value === null || value === above.value}
          >
            {t`Salvar`}
          </Button>
        </Group>
      </form>
    </Section>
  )
}
