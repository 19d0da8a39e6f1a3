import { t } from '@lingui/core/macro'
import { useState } from 'react'
import { FormDialog } from '@/components/ui/form-dialog'
import { describeFieldError } from '@/lib/api/error-catalogue'
import { isApiError } from '@/lib/api/problem'
import type { MessageContent, Template } from '@/lib/api/types'
import { contentOfTemplate, noValues, problemsOfTemplate } from '../fill'
import { TemplateFields } from './template-fields'

interface Props {
  channelId: string
  onSend: (content: MessageContent) => Promise<unknown>
  onClose: () => void
}

/** A template to somebody who is known already. Mounted for each opening. */
export function TemplateDialog({ channelId, onSend, onClose }: Props) {
  const [template, setTemplate] = useState<Template | null>(null)
  const [values, setValues] = useState(noValues)
  const [tried, setTried] = useState(false)
  const [refused, setRefused] = useState<Record<string, string>>({})
  const [failure, setFailure] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  const wrong = template ? problemsOfTemplate(template, values) : { 'content.name': t`Escolha um modelo.` }

  const submit = async () => {
    setTried(true)
    if (!template || Object.keys(wrong).length > 0) return
    setBusy(true)
    setFailure(null)
    try {
      await onSend(contentOfTemplate(template, values))
      onClose()
    } catch (error) {
      const found = isApiError(error)
        ? Object.entries(error.errors).map(([field, sentences]) => [field, describeFieldError(sentences)])
        : []
      setRefused(Object.fromEntries(found))
      setFailure(error)
    } finally {
      setBusy(false)
    }
  }

  return (
    <FormDialog
      opened
      onClose={onClose}
      size={580}
      title={t`Enviar um modelo`}
      submit={t`Enviar`}
      busy={busy}
      error={failure ?? undefined}
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      <TemplateFields
        channelId={channelId}
        template={template}
        values={values}
        problems={{ ...refused, ...(tried ? wrong : {}) }}
        onTemplate={(chosen) => {
          setTemplate(chosen)
          setValues(noValues)
          setTried(false)
          setRefused({})
          setFailure(null)
        }}
        onValues={(typed) => {
          setValues(typed)
          setRefused({})
          setFailure(null)
        }}
      />
    </FormDialog>
  )
}
