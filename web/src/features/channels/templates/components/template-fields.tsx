import { t } from '@lingui/core/macro'
import { Button, Select, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconRefresh } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ErrorState } from '@/components/ui'
import type { Template } from '@/lib/api/types'
import { notifyError } from '@/lib/notify'
import { usableTemplates, useSyncTemplates } from '../api/templates'
import { buttonsToFill, headerPlace, mediaOf, showTemplate, type TemplateValues } from '../fill'
import { categoryWords, headerName, placeLabel } from '../words'
import { PhoneBubble } from './phone-bubble'
import css from './templates.module.css'

interface Props {
  channelId: string
  template: Template | null
  values: TemplateValues
  problems: Record<string, string>
  onTemplate: (template: Template | null) => void
  onValues: (values: TemplateValues) => void
}

/** Which template, what goes into its places, and what comes of it. */
export function TemplateFields({ channelId, template, values, problems, onTemplate, onValues }: Props) {
  const [text, setText] = useState('')
  // What is chosen stands in the field as well, and is not what is looked for.
  const [searched] = useDebouncedValue(template && text === labelOf(template) ? '' : text.trim(), 250)
  const query = useQuery({
    ...usableTemplates(channelId, searched.toLowerCase().replaceAll(' ', '_')),
    placeholderData: keepPreviousData,
  })
  const found = query.data ?? []
  const choices = template && !found.some(({ id }) => id === template.id) ? [template, ...found] : found
  if (query.isError && !query.data)
    return <ErrorState error={query.error} onRetry={() => void query.refetch()} />
  if (query.data && choices.length === 0 && searched === '') return <NoTemplates channelId={channelId} />
  return (
    <>
      <Select
        label={t`Modelo`}
        description={t`Só os que a Meta aprovou.`}
        placeholder={query.isPending ? t`Buscando…` : t`Escolha ou digite parte do nome`}
        searchable
        clearable
        searchValue={text}
        onSearchChange={setText}
        // Looked for by the server.
        filter={({ options }) => options}
        nothingFoundMessage={t`Nenhum modelo aprovado com este nome.`}
        value={template?.id ?? null}
        data={choices.map((one) => ({ value: one.id, label: labelOf(one) }))}
        error={problems['content.name'] ?? problems['content.language']}
        onChange={(id) => onTemplate(choices.find((one) => one.id === id) ?? null)}
      />
      {template && <Places template={template} values={values} problems={problems} onValues={onValues} />}
    </>
  )
}

function Places({
  template,
  values,
  problems,
  onValues,
}: Pick<Props, 'values' | 'problems' | 'onValues'> & { template: Template }) {
  const media = mediaOf(template)
  const header = headerPlace(template)
  const buttons = buttonsToFill(template)
  return (
    <div className={css.fill}>
      <fieldset className={css.places}>
        <legend>{t`O que muda a cada envio`}</legend>
        {!media && !header && template.body.places.length === 0 && buttons.length === 0 && (
          <p className={css.dim}>{t`Nada: este modelo vai sempre igual.`}</p>
        )}
        {media && (
          <TextInput
            label={t`Endereço do arquivo: ${headerName(media)}`}
            description={t`Público e com https: a Meta busca o arquivo nele.`}
            type="url"
            placeholder="https://"
            value={values.header}
            error={problems['content.header.link'] ?? problems['content.header.media']}
            onChange={(event) => onValues({ ...values, header: event.currentTarget.value })}
          />
        )}
        {media === 'document' && (
          <TextInput
            label={t`Nome do arquivo (opcional)`}
            placeholder="proposta.pdf"
            value={values.fileName}
            error={problems['content.header.fileName']}
            onChange={(event) => onValues({ ...values, fileName: event.currentTarget.value })}
          />
        )}
        {header && (
          <TextInput
            label={t`Título: ${placeLabel(header.key)}`}
            placeholder={header.sample ?? undefined}
            autoComplete="off"
            value={values.header}
            error={problems['content.header.text'] ?? problems['content.header']}
            onChange={(event) => onValues({ ...values, header: event.currentTarget.value })}
          />
        )}
        {template.body.places.map((place, index) => (
          <TextInput
            key={place.key}
            label={placeLabel(place.key)}
            placeholder={place.sample ?? undefined}
            autoComplete="off"
            value={values.body[place.key] ?? ''}
            error={problems[`content.body[${index}].text`] ?? problems[`content.body[${index}].name`]}
            onChange={(event) =>
              onValues({ ...values, body: { ...values.body, [place.key]: event.currentTarget.value } })
            }
          />
        ))}
        {buttons.map(({ button, index }, position) => (
          <TextInput
            key={index}
            label={
              button.takes === 'copy_code'
                ? t`Código que o botão copia`
                : t`Botão ${button.text}: final do endereço`
            }
            placeholder={button.sample ?? undefined}
            autoComplete="off"
            value={values.buttons[index] ?? ''}
            error={problems[`content.buttons[${position}].text`] ?? problems['content.buttons']}
            onChange={(event) =>
              onValues({ ...values, buttons: { ...values.buttons, [index]: event.currentTarget.value } })
            }
          />
        ))}
        {problems['content.body'] && <p className={css.wrong}>{problems['content.body']}</p>}
      </fieldset>
      <PhoneBubble shown={showTemplate(template, values)} />
    </div>
  )
}

function NoTemplates({ channelId }: { channelId: string }) {
  const sync = useSyncTemplates(channelId)
  return (
    <div className={css.none}>
      <p>{t`Nenhum modelo aprovado neste número. Crie um no Gerenciador do WhatsApp; se já criou, sincronize.`}</p>
      <Button
        size="xs"
        variant="default"
        leftSection={<IconRefresh size={15} />}
        loading={sync.isPending}
        onClick={() => void sync.mutateAsync().catch(notifyError)}
      >
        {t`Sincronizar modelos`}
      </Button>
    </div>
  )
}

const labelOf = (template: Template) =>
  [template.name, categoryWords(template.category), template.language === 'pt_BR' ? null : template.language]
    .filter(Boolean)
    .join(' · ')
