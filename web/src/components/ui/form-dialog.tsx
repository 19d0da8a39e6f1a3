import { t } from '@lingui/core/macro'
import { Button, Modal } from '@mantine/core'
import type { FormEventHandler, ReactNode } from 'react'
import { ErrorState } from './index'

interface Props {
  opened: boolean
  onClose: () => void
  title: string
  submit: string
  busy: boolean
  /** Nothing to send yet. */
  disabled?: boolean
  size?: number
  /** What it does cannot be undone. */
  danger?: boolean
  error?: unknown
  onSubmit: FormEventHandler
  children: ReactNode
}

/** A short form over the page. A click beside it does not throw away what was typed. */
export function FormDialog(props: Props) {
  const {
    opened,
    onClose,
    title,
    submit,
    busy,
    disabled,
    size = 440,
    danger,
    error,
    onSubmit,
    children,
  } = props
  return (
    <Modal opened={opened} onClose={onClose} title={title} size={size} closeOnClickOutside={false}>
      <form noValidate onSubmit={onSubmit} style={{ display: 'flex', flexDirection: 'column', gap: 14 }}>
        {children}
        {error !== undefined && error !== null && <ErrorState error={error} />}
        <div style={{ display: 'flex', justifyContent: 'flex-end', gap: 8, marginTop: 6 }}>
          <Button variant="default" onClick={onClose}>
            {t`Voltar`}
          </Button>
          <Button type="submit" color={danger ? 'danger' : undefined} loading={busy} disabled={disabled}>
            {submit}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
