import { t } from '@lingui/core/macro'
import { notifications } from '@mantine/notifications'
import { createElement } from 'react'
import { describeError } from './api/error-catalogue'

export function notifyError(error: unknown): void {
  const { message, traceId } = describeError(error)
  notifications.show({
    color: 'danger',
    title: message,
    message: traceId ? t`Código para o suporte: ${traceId}` : null,
    autoClose: 9_000,
  })
}

/** Not a failed request, but an answer that says no. */
export function notifyTrouble(message: string): void {
  notifications.show({ color: 'danger', message, autoClose: 9_000 })
}

export function notifyDone(message: string, undo?: { label: string; run: () => void }): void {
  const id = notifications.show({
    color: 'accent',
    autoClose: undo ? 8_000 : 4_000,
    message: undo
      ? createElement(
          'span',
          { className: 'notice-with-action' },
          createElement('span', null, message),
          createElement(
            'button',
            {
              type: 'button',
              className: 'notice-action',
              onClick: () => {
                notifications.hide(id)
                undo.run()
              },
            },
            undo.label,
          ),
        )
      : message,
  })
}
