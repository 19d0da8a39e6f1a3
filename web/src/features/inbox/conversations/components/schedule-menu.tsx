import { t } from '@lingui/core/macro'
import { ActionIcon, Menu } from '@mantine/core'
import { IconClockPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { formatMoment } from '@/lib/time'
import { snoozePresets } from '../snooze'
import { OwnTime } from './own-time'
import css from './composer.module.css'

interface Props {
  disabled: boolean
  /** Until when the customer may be written to freely. */
  windowUntil: string | null
  onSchedule: (at: string) => Promise<void>
}

/** When what is written is to go. */
export function ScheduleMenu({ disabled, windowUntil, onSchedule }: Props) {
  const [presets, setPresets] = useState<{ label: string; until: string }[]>([])
  const [asking, setAsking] = useState(0)
  const [opened, setOpened] = useState(false)
  const warning = windowUntil
    ? t`O WhatsApp deixa escrever à vontade até ${formatMoment(windowUntil)}. Depois disso só vai se o cliente escrever antes.`
    : ''
  return (
    <>
      <Menu
        position="top-end"
        width={320}
        onOpen={() =>
          setPresets(
            snoozePresets(Date.now()).flatMap(({ label, until }) => (until ? [{ label, until }] : [])),
          )
        }
      >
        <Menu.Target>
          <ActionIcon
            variant="subtle"
            color="neutral"
            size={32}
            disabled={disabled}
            aria-label={t`Agendar`}
            title={t`Agendar`}
          >
            <IconClockPlus size={18} stroke={1.75} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>{t`Enviar mais tarde`}</Menu.Label>
          {presets.map(({ label, until }) => (
            <Menu.Item
              key={label}
              rightSection={<span className="tabular">{formatMoment(until)}</span>}
              onClick={() => void onSchedule(until)}
            >
              {label}
              {windowUntil !== null && until > windowUntil && (
                <span className={css.late}>{t`fora das 24 horas`}</span>
              )}
            </Menu.Item>
          ))}
          <Menu.Divider />
          <Menu.Item
            onClick={() => {
              setAsking((n) => n + 1)
              setOpened(true)
            }}
          >
            {t`Escolher dia e hora…`}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <OwnTime
        key={asking}
        opened={opened}
        onClose={() => setOpened(false)}
        title={t`Agendar a mensagem`}
        submit={t`Agendar`}
        text={warning}
        onChoose={onSchedule}
      />
    </>
  )
}
