import { t } from '@lingui/core/macro'
import { Button, FileInput, SegmentedControl, Select, Switch, TextInput } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { MediaKind } from '@/lib/api/types'
import { ACCEPTED, MOST_MEGABYTES, takesCaption } from '@/lib/media'
import { mediaName } from '@/lib/message-words'
import { TemplateFields } from '../../templates/components/template-fields'
import { noValues } from '../../templates/fill'
import { type Draft, LIMITS, type Problems } from '../draft'
import { Counted } from './counted'
import css from './messages.module.css'

interface Props {
  channelId: string
  draft: Draft
  problems: Problems
  change: (changes: Partial<Draft>) => void
}

const MEDIA: MediaKind[] = ['image', 'document', 'audio', 'video', 'sticker']
const EMOJIS = ['👍', '❤️', '😂', '😮', '😢', '🙏']

/** What each kind of message consists of. */
export function ContentFields(props: Props) {
  switch (props.draft.type) {
    case 'text':
      return <TextFields {...props} />
    case 'media':
      return <MediaFields {...props} />
    case 'template':
      return (
        <TemplateFields
          channelId={props.channelId}
          template={props.draft.template}
          values={props.draft.values}
          problems={props.problems}
          onTemplate={(template) => props.change({ template, values: noValues })}
          onValues={(values) => props.change({ values })}
        />
      )
    case 'interactive':
      return <InteractiveFields {...props} />
    case 'location':
      return <LocationFields {...props} />
    case 'contacts':
      return <ContactFields {...props} />
    case 'reaction':
      return <ReactionFields {...props} />
  }
}

function TextFields({ draft, problems, change }: Props) {
  return (
    <Counted
      area
      label={t`Texto`}
      value={draft.text}
      most={LIMITS.text}
      error={problems['content.text']}
      onChange={(text) => change({ text })}
    />
  )
}

function MediaFields({ draft, problems, change }: Props) {
  return (
    <>
      <Select
        label={t`Arquivo`}
        value={draft.media}
        data={MEDIA.map((value) => ({ value, label: mediaName(value) }))}
        onChange={(value) => change({ media: (value ?? 'image') as MediaKind })}
      />
      <SegmentedControl
        fullWidth
        aria-label={t`De onde vem o arquivo`}
        value={draft.source}
        data={[
          { value: 'file', label: t`Deste aparelho` },
          { value: 'link', label: t`De um endereço` },
        ]}
        onChange={(value) => change({ source: value as Draft['source'] })}
      />
      {draft.source === 'file' ? (
        <FileInput
          label={t`Escolher arquivo`}
          description={t`Até ${MOST_MEGABYTES[draft.media]} MB.`}
          placeholder={t`Toque para escolher`}
          accept={ACCEPTED[draft.media]}
          clearable
          value={draft.file}
          error={problems.file}
          onChange={(file) => change({ file })}
        />
      ) : (
        <TextInput
          label={t`Endereço do arquivo`}
          description={t`Público e com https: a Meta busca o arquivo nele.`}
          type="url"
          placeholder="https://"
          value={draft.link}
          error={problems['content.link']}
          onChange={(event) => change({ link: event.currentTarget.value })}
        />
      )}
      {takesCaption(draft.media) && (
        <Counted
          area
          label={t`Legenda (opcional)`}
          value={draft.caption}
          most={LIMITS.caption}
          error={problems['content.caption']}
          onChange={(caption) => change({ caption })}
        />
      )}
      {draft.media === 'document' && (
        <Counted
          label={t`Nome do arquivo (opcional)`}
          placeholder="proposta.pdf"
          value={draft.fileName}
          most={LIMITS.fileName}
          error={problems['content.fileName']}
          onChange={(fileName) => change({ fileName })}
        />
      )}
      {draft.media === 'audio' && (
        <Switch
          label={t`Mostrar como mensagem de voz`}
          description={t`Só para arquivos ogg com opus.`}
          checked={draft.voice}
          onChange={(event) => change({ voice: event.currentTarget.checked })}
        />
      )}
    </>
  )
}

function InteractiveFields({ draft, problems, change }: Props) {
  const setRow = (index: number, changes: Partial<Draft['rows'][number]>) =>
    change({ rows: draft.rows.map((one, i) => (i === index ? { ...one, ...changes } : one)) })
  return (
    <>
      <SegmentedControl
        aria-label={t`O que o cliente pode tocar`}
        value={draft.form}
        onChange={(form) => change({ form: form as Draft['form'] })}
        data={[
          { value: 'buttons', label: t`Botões` },
          { value: 'list', label: t`Lista` },
          { value: 'link', label: t`Link` },
        ]}
      />
      <Counted
        area
        label={t`Texto`}
        value={draft.body}
        most={draft.form === 'list' ? LIMITS.listBody : LIMITS.body}
        error={problems['content.body']}
        onChange={(body) => change({ body })}
      />
      {draft.form === 'buttons' && (
        <fieldset className={css.group}>
          <legend>{t`Botões de resposta`}</legend>
          {draft.buttons.map((title, index) => (
            <Entry
              key={index}
              remove={t`Remover botão ${index + 1}`}
              onRemove={
                draft.buttons.length > 1
                  ? () => change({ buttons: draft.buttons.filter((_, i) => i !== index) })
                  : undefined
              }
            >
              <Counted
                label={t`Botão ${index + 1}`}
                value={title}
                most={LIMITS.button}
                error={problems[`content.buttons[${index}].title`]}
                onChange={(text) =>
                  change({ buttons: draft.buttons.map((one, i) => (i === index ? text : one)) })
                }
              />
            </Entry>
          ))}
          {draft.buttons.length < LIMITS.buttons && (
            <Add onClick={() => change({ buttons: [...draft.buttons, ''] })}>{t`Adicionar botão`}</Add>
          )}
        </fieldset>
      )}
      {draft.form === 'list' && (
        <fieldset className={css.group}>
          <legend>{t`Lista de opções`}</legend>
          <Counted
            label={t`Botão que abre a lista`}
            value={draft.listButton}
            most={LIMITS.button}
            error={problems['content.list.button']}
            onChange={(listButton) => change({ listButton })}
          />
          {draft.rows.map((row, index) => (
            <Entry
              key={index}
              remove={t`Remover opção ${index + 1}`}
              onRemove={
                draft.rows.length > 1
                  ? () => change({ rows: draft.rows.filter((_, i) => i !== index) })
                  : undefined
              }
            >
              <Counted
                label={t`Opção ${index + 1}`}
                value={row.title}
                most={LIMITS.rowTitle}
                error={problems[`content.list.sections[0].rows[${index}].title`]}
                onChange={(title) => setRow(index, { title })}
              />
              <Counted
                label={t`Explicação da opção ${index + 1} (se quiser)`}
                value={row.description}
                most={LIMITS.rowDescription}
                error={problems[`content.list.sections[0].rows[${index}].description`]}
                onChange={(description) => setRow(index, { description })}
              />
            </Entry>
          ))}
          {draft.rows.length < LIMITS.rows && (
            <Add onClick={() => change({ rows: [...draft.rows, { title: '', description: '' }] })}>
              {t`Adicionar opção`}
            </Add>
          )}
        </fieldset>
      )}
      {draft.form === 'link' && (
        <div className={css.pair}>
          <Counted
            label={t`Nome do botão`}
            value={draft.linkTitle}
            most={LIMITS.button}
            error={problems['content.link.title']}
            onChange={(linkTitle) => change({ linkTitle })}
          />
          <TextInput
            label={t`Endereço que ele abre`}
            type="url"
            placeholder="https://"
            value={draft.linkUrl}
            error={problems['content.link.url']}
            onChange={(event) => change({ linkUrl: event.currentTarget.value })}
          />
        </div>
      )}
      <div className={css.pair}>
        <Counted
          label={t`Título (opcional)`}
          value={draft.header}
          most={LIMITS.header}
          error={problems['content.header']}
          onChange={(header) => change({ header })}
        />
        <Counted
          label={t`Rodapé (opcional)`}
          value={draft.footer}
          most={LIMITS.footer}
          error={problems['content.footer']}
          onChange={(footer) => change({ footer })}
        />
      </div>
    </>
  )
}

function LocationFields({ draft, problems, change }: Props) {
  return (
    <>
      <div className={css.pair}>
        <TextInput
          label={t`Latitude`}
          inputMode="text"
          placeholder="-23,5614"
          value={draft.latitude}
          error={problems['content.latitude']}
          onChange={(event) => change({ latitude: event.currentTarget.value })}
        />
        <TextInput
          label={t`Longitude`}
          inputMode="text"
          placeholder="-46,6559"
          value={draft.longitude}
          error={problems['content.longitude']}
          onChange={(event) => change({ longitude: event.currentTarget.value })}
        />
      </div>
      <Counted
        label={t`Nome do lugar (opcional)`}
        value={draft.place}
        most={LIMITS.place}
        error={problems['content.name']}
        onChange={(place) => change({ place })}
      />
      <Counted
        label={t`Endereço (opcional)`}
        value={draft.address}
        most={LIMITS.place}
        error={problems['content.address']}
        onChange={(address) => change({ address })}
      />
    </>
  )
}

function ContactFields({ draft, problems, change }: Props) {
  return (
    <>
      <Counted
        label={t`Nome no cartão`}
        value={draft.contactName}
        most={LIMITS.name}
        error={problems['content.contacts[0].formattedName']}
        onChange={(contactName) => change({ contactName })}
      />
      <div className={css.pair}>
        <TextInput
          label={t`Telefone no cartão`}
          type="tel"
          value={draft.contactPhone}
          error={problems['content.contacts[0].phones[0].phone']}
          onChange={(event) => change({ contactPhone: event.currentTarget.value })}
        />
        <TextInput
          label={t`E-mail no cartão (opcional)`}
          type="email"
          value={draft.contactEmail}
          error={problems['content.contacts[0].emails[0].email']}
          onChange={(event) => change({ contactEmail: event.currentTarget.value })}
        />
      </div>
      <Counted
        label={t`Empresa no cartão (opcional)`}
        value={draft.contactCompany}
        most={LIMITS.name}
        error={problems['content.contacts[0].organization']}
        onChange={(contactCompany) => change({ contactCompany })}
      />
    </>
  )
}

function ReactionFields({ draft, problems, change }: Props) {
  return (
    <>
      <div className={css.emojis} role="group" aria-label={t`Emoji`}>
        {EMOJIS.map((emoji) => (
          <button
            key={emoji}
            type="button"
            className={css.emoji}
            aria-label={t`Reagir com ${emoji}`}
            aria-pressed={draft.emoji === emoji}
            onClick={() => change({ emoji })}
          >
            {emoji}
          </button>
        ))}
      </div>
      <TextInput
        label={t`Outro emoji`}
        description={t`Em branco, tira a reação que havia.`}
        value={draft.emoji}
        error={problems['content.emoji']}
        onChange={(event) => change({ emoji: event.currentTarget.value })}
      />
    </>
  )
}

function Entry({
  children,
  remove,
  onRemove,
}: {
  children: ReactNode
  remove: string
  onRemove: (() => void) | undefined
}) {
  return (
    <div className={css.entry}>
      <div className={css.entryFields}>{children}</div>
      {onRemove && (
        <button type="button" className={css.remove} aria-label={remove} title={remove} onClick={onRemove}>
          <IconTrash size={18} aria-hidden />
        </button>
      )}
    </div>
  )
}

function Add({ children, onClick }: { children: ReactNode; onClick: () => void }) {
  return (
    <div>
      <Button size="xs" variant="default" leftSection={<IconPlus size={15} />} onClick={onClick}>
        {children}
      </Button>
    </div>
  )
}
