import { t } from '@lingui/core/macro'
import { FocusTrap, Modal, Switch } from '@mantine/core'
import { Kbd } from '@/components/ui'
import { setSingleKeys, useSingleKeys } from '@/lib/hotkeys'
import css from './shell.module.css'

export function KeysSheet({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const single = useSingleKeys()
  const groups: [title: string, rows: [label: string, ...keys: string[]][]][] = [
    [
      t`Chamada`,
      [
        [t`Chamar próximo`, 'N', t`Espaço`],
        [t`Rechamar`, 'R'],
        [t`Concluir`, 'C'],
        [t`Não compareceu`, 'F'],
        [t`Transferir`, 'T'],
        [t`Cancelar senha`, 'X'],
      ],
    ],
    [
      t`Emitir`,
      [
        [t`Emitir senha do serviço`, '1', '…', '9'],
        [t`Prioridade liga/desliga`, 'P'],
        [t`Informar outro valor`, 'V'],
      ],
    ],
    [
      t`Em todo lugar`,
      [
        [t`Ir para o Atendimento`, 'G', 'I'],
        [t`Ir para Chamados`, 'G', 'H'],
        [t`Ir para Leads`, 'G', 'L'],
        [t`Ir para o Funil`, 'G', 'V'],
        [t`Ir para Propostas`, 'G', 'O'],
        [t`Ir para o Balcão`, 'G', 'B'],
        [t`Ir para Senhas`, 'G', 'S'],
        [t`Ir para Pessoas`, 'G', 'E'],
        [t`Ir para Produtos`, 'G', 'R'],
        [t`Ir para Pagamentos`, 'G', 'D'],
        [t`Ir para o WhatsApp`, 'G', 'W'],
        [t`Ir para Configurações`, 'G', 'C'],
        [t`Abrir o painel da TV`, 'G', 'P'],
        [t`Buscar e ir para`, 'Ctrl', 'K'],
        [t`Esta folha`, '?'],
      ],
    ],
    [
      t`Listas`,
      [
        [t`Descer e subir`, 'J', 'K'],
        [t`Abrir`, 'Enter'],
        [t`Novo chamado, lead ou produto`, 'C'],
        [t`Buscar`, '/'],
        [t`Fechar`, 'Esc'],
      ],
    ],
    [
      t`Proposta`,
      [
        [t`Nova linha`, 'Enter'],
        [t`Mover a linha`, 'Alt', '↑', '↓'],
        [t`Enviar ao cliente`, 'Ctrl', 'Enter'],
      ],
    ],
    [
      t`Conversas`,
      [
        [t`Buscar nas mensagens`, '/'],
        [t`Escrever`, 'R'],
        [t`Fazer do cliente um lead, ou abrir o dele`, 'L'],
        [t`Enviar`, 'Ctrl', 'Enter'],
        [t`Desfazer o envio, no campo vazio`, 'Ctrl', 'Z'],
      ],
    ],
  ]
  return (
    <Modal opened={opened} onClose={onClose} title={t`Atalhos do teclado`} size={620}>
      <FocusTrap.InitialFocus />
      <Switch
        mb="lg"
        label={t`Atalhos de uma tecla só`}
        description={t`Desligue se usar ditado ou leitor de tela.`}
        checked={single}
        onChange={(event) => setSingleKeys(event.currentTarget.checked)}
      />
      <div className={css.keys}>
        {groups.map(([title, rows]) => (
          <section key={title}>
            <h3>{title}</h3>
            <ul>
              {rows.map(([label, ...keys]) => (
                <li key={label}>
                  <span>{label}</span>
                  <span>
                    {keys.map((key) => (
                      <Kbd key={key}>{key}</Kbd>
                    ))}
                  </span>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
    </Modal>
  )
}
