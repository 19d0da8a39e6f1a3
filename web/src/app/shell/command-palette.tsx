import { t } from '@lingui/core/macro'
import { Modal } from '@mantine/core'
import {
  IconBrandWhatsapp,
  IconBuilding,
  IconBuildingBank,
  IconChartHistogram,
  IconClipboardList,
  IconCoins,
  IconDeviceTv,
  IconFileText,
  IconFilter,
  IconForms,
  IconKeyboard,
  IconListDetails,
  IconMessages,
  IconPackage,
  IconPrinter,
  IconSettings,
  IconShieldLock,
  IconMessageBolt,
  IconTags,
  IconTicket,
  IconUserCircle,
  IconUsers,
  IconUsersGroup,
  IconUserStar,
  IconWindow,
} from '@tabler/icons-react'
import { useNavigate, type NavigateOptions, type RegisteredRouter } from '@tanstack/react-router'
import { type KeyboardEvent, useId, useState } from 'react'
import { plain } from '@/lib/plain'
import css from './shell.module.css'
import { useShows } from '../use-shows'

export function CommandPalette(props: { opened: boolean; onClose: () => void; onKeys: () => void }) {
  return (
    <Modal.Root opened={props.opened} onClose={props.onClose} yOffset="12vh" centered={false} size={520}>
      <Modal.Overlay />
      <Modal.Content aria-label={t`Ir para…`}>
        <Palette {...props} />
      </Modal.Content>
    </Modal.Root>
  )
}

function Palette({ onClose, onKeys }: { onClose: () => void; onKeys: () => void }) {
  const navigate = useNavigate()
  const listId = useId()
  const [text, setText] = useState('')
  const [selected, setSelected] = useState(0)

  const shows = useShows()
  const go = <const To extends string>(page: NavigateOptions<RegisteredRouter, string, To>) => ({
    to: page.to as string,
    run: () => void navigate(page),
  })
  const commands = [
    { label: t`Atendimento`, icon: IconMessages, ...go({ to: '/atendimento' }) },
    {
      label: t`Minhas conversas`,
      icon: IconMessages,
      ...go({ to: '/atendimento', search: { vista: 'mine' } }),
    },
    { label: t`Meu perfil`, icon: IconUserCircle, ...go({ to: '/perfil' }) },
    { label: t`Chamados`, icon: IconClipboardList, ...go({ to: '/chamados' }) },
    {
      label: t`Meus chamados`,
      icon: IconClipboardList,
      ...go({ to: '/chamados', search: { vista: 'mine' } }),
    },
    { label: t`Leads`, icon: IconUserStar, ...go({ to: '/comercial/leads' }) },
    {
      label: t`Meus leads`,
      icon: IconUserStar,
      ...go({ to: '/comercial/leads', search: { vista: 'mine' } }),
    },
    { label: t`Funil`, icon: IconFilter, ...go({ to: '/comercial/funil' }) },
    {
      label: t`Minhas oportunidades`,
      icon: IconFilter,
      ...go({ to: '/comercial/funil', search: { dono: 'eu' } }),
    },
    { label: t`Painel comercial`, icon: IconChartHistogram, ...go({ to: '/comercial/painel' }) },
    { label: t`Propostas`, icon: IconFileText, ...go({ to: '/comercial/propostas' }) },
    { label: t`Balcão`, icon: IconTicket, ...go({ to: '/balcao' }) },
    { label: t`Senhas`, icon: IconListDetails, ...go({ to: '/senhas' }) },
    {
      label: t`Senhas esperando pagamento`,
      icon: IconListDetails,
      ...go({ to: '/senhas', search: { status: 'pending' } }),
    },
    { label: t`Pessoas`, icon: IconUsers, ...go({ to: '/pessoas' }) },
    { label: t`Produtos`, icon: IconPackage, ...go({ to: '/comercial/produtos' }) },
    { label: t`Pagamentos`, icon: IconCoins, ...go({ to: '/pagamentos' }) },
    { label: t`WhatsApp`, icon: IconBrandWhatsapp, ...go({ to: '/whatsapp' }) },
    { label: t`Configurações`, icon: IconSettings, ...go({ to: '/configuracoes' }) },
    { label: t`Serviços`, icon: IconTags, ...go({ to: '/configuracoes/servicos' }) },
    { label: t`Guichês`, icon: IconWindow, ...go({ to: '/configuracoes/guiches' }) },
    {
      label: t`Impressoras`,
      icon: IconPrinter,
      ...go({ to: '/configuracoes/impressoras' }),
    },
    { label: t`Painéis`, icon: IconDeviceTv, ...go({ to: '/configuracoes/paineis' }) },
    {
      label: t`Pix Sicredi`,
      icon: IconBuildingBank,
      ...go({ to: '/configuracoes/sicredi' }),
    },
    {
      label: t`Números do WhatsApp`,
      icon: IconBrandWhatsapp,
      ...go({ to: '/configuracoes/whatsapp' }),
    },
    {
      label: t`Respostas prontas`,
      icon: IconMessageBolt,
      ...go({ to: '/configuracoes/respostas-prontas' }),
    },
    { label: t`Equipes`, icon: IconUsersGroup, ...go({ to: '/configuracoes/equipes' }) },
    { label: t`Formulários`, icon: IconForms, ...go({ to: '/configuracoes/formularios' }) },
    {
      label: t`Membros e convites`,
      icon: IconUsers,
      ...go({ to: '/configuracoes/membros' }),
    },
    {
      label: t`Privacidade`,
      icon: IconShieldLock,
      ...go({ to: '/configuracoes/privacidade' }),
    },
    { label: t`Empresa`, icon: IconBuilding, ...go({ to: '/configuracoes/empresa' }) },
    {
      label: t`Abrir painel da TV`,
      icon: IconDeviceTv,
      run: () => void window.open('/painel', '_blank', 'noopener'),
    },
    { label: t`Atalhos do teclado`, icon: IconKeyboard, run: onKeys },
  ].filter(
    (command) =>
      (!('to' in command) || shows(command.to)) && plain(command.label).includes(plain(text.trim())),
  )

  const active = Math.min(selected, commands.length - 1)
  const run = (index: number) => {
    onClose()
    commands[index]?.run()
  }

  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step) {
      event.preventDefault()
      setSelected((active + step + commands.length) % Math.max(commands.length, 1))
    } else if (event.key === 'Enter') {
      event.preventDefault()
      run(active)
    }
  }

  return (
    <div className={css.palette}>
      <input
        className={css.paletteInput}
        data-autofocus
        role="combobox"
        aria-expanded
        aria-controls={listId}
        aria-activedescendant={active >= 0 ? `${listId}-${active}` : undefined}
        aria-label={t`Ir para…`}
        placeholder={t`Ir para…`}
        value={text}
        onChange={(event) => {
          setText(event.target.value)
          setSelected(0)
        }}
        onKeyDown={onKeyDown}
      />
      <div className={css.paletteList} role="listbox" id={listId} aria-label={t`Lugares e ações`}>
        {commands.map((command, index) => (
          <div
            key={command.label}
            id={`${listId}-${index}`}
            role="option"
            aria-selected={index === active}
            className={css.paletteItem}
            onMouseMove={() => setSelected(index)}
            onClick={() => run(index)}
          >
            <command.icon size={17} stroke={1.75} aria-hidden />
            <span>{command.label}</span>
          </div>
        ))}
      </div>
      {commands.length === 0 && (
        <p style={{ padding: '0 16px 16px', color: 'var(--c-dim)' }}>{t`Nada com este nome.`}</p>
      )}
    </div>
  )
}
