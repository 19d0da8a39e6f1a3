import { t } from '@lingui/core/macro'
import { Button, Modal, Progress } from '@mantine/core'
import { IconArrowBackUp, IconDownload } from '@tabler/icons-react'
import { useState } from 'react'
import { Section } from '@/components/ui'
import type { LeadImport } from '@/lib/api/types'
import { notifyError } from '@/lib/notify'
import { formatDay } from '@/lib/time'
import { useCancelLeadImport, useSaveProblems, useUndoLeadImport } from '../api/lead-imports'
import { count, isUnderWay, percent } from '../words'
import css from './lead-imports.module.css'

/** How far it has come, and what became of its rows. */
export function Course({ one }: { one: LeadImport }) {
  const cancel = useCancelLeadImport(one.id)
  const isUndo = one.status === 'undoing' || one.status === 'undone'
  const wrong = one.alreadyOpen + one.failed
  return (
    <>
      {isUnderWay(one.status) && (
        <div className={css.block}>
          <UnderWay one={one} />
          {one.status === 'running' && (
            <div className={css.acts}>
              <Button
                variant="default"
                loading={cancel.isPending}
                onClick={() => void cancel.mutateAsync().catch(notifyError)}
              >
                {t`Parar aqui`}
              </Button>
            </div>
          )}
        </div>
      )}
      {one.status === 'broken' && (
        <div className={css.block}>
          <p className={css.notice} role="status">
            {t`O arquivo guardado não abre mais, e a importação parou. O que foi criado está certo; envie a planilha de novo para o resto.`}
          </p>
        </div>
      )}
      {isUndo && (
        <Section
          title={t`O que foi desfeito`}
          text={t`Ficam os leads em que alguém já mexeu, com as pessoas deles, e as pessoas de quem se sabe mais alguma coisa.`}
        >
          <Counts
            of={[
              [t`Leads desfeitos`, one.undoneLeads],
              [t`Leads que ficam`, one.keptLeads],
              [t`Pessoas apagadas`, one.undonePeople],
              [t`Pessoas que ficam`, one.keptPeople],
            ]}
          />
        </Section>
      )}
      <Section title={t`O que foi importado`}>
        <div className={css.block}>
          <Counts
            of={[
              [t`Leads criados`, one.made],
              [t`De pessoas novas`, one.newPeople],
              [t`Já tinham lead aberto`, one.alreadyOpen],
              [t`Linhas com erro`, one.failed],
            ]}
          />
          {wrong > 0 && <Problems one={one} />}
        </div>
      </Section>
      {['done', 'cancelled', 'broken'].includes(one.status) && one.made > 0 && <Undo one={one} />}
    </>
  )
}

function UnderWay({ one }: { one: LeadImport }) {
  const far = percent(one)
  const [read, rows] = [count(one.rowsRead), count(one.rows)]
  return (
    <div className={css.progress}>
      <Progress.Root size="lg">
        <Progress.Section value={far} aria-label={t`Andamento`} />
      </Progress.Root>
      <p role="status" className="tabular">
        {one.status === 'running' ? t`${far}%: ${read} de ${rows} linhas` : t`Desfazendo: ${far}%`}
      </p>
      <p className={css.dim}>{t`Pode sair desta página: continua sozinho.`}</p>
    </div>
  )
}

function Counts({ of }: { of: [string, number][] }) {
  return (
    <dl className={css.counts}>
      {of.map(([name, n]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd className="tabular">{count(n)}</dd>
        </div>
      ))}
    </dl>
  )
}

function Problems({ one }: { one: LeadImport }) {
  const save = useSaveProblems(one.id)
  if (!one.hasFile)
    return <p className={css.dim}>{t`O arquivo e as linhas que ficaram de fora não são mais guardados.`}</p>
  const until = formatDay(one.expiresAt)
  return (
    <>
      <div className={css.acts}>
        <Button
          variant="default"
          leftSection={<IconDownload size={16} />}
          loading={save.isPending}
          onClick={() => void save.mutateAsync().catch(notifyError)}
        >
          {t`Baixar o que ficou de fora`}
        </Button>
      </div>
      <p className={css.dim}>
        {t`Cada linha como veio, com o motivo: corrija e envie de novo. Fica guardado até ${until}.`}
      </p>
    </>
  )
}

function Undo({ one }: { one: LeadImport }) {
  const undo = useUndoLeadImport(one.id)
  const [asked, setAsked] = useState(false)
  return (
    <div className={css.acts}>
      <Button variant="default" leftSection={<IconArrowBackUp size={16} />} onClick={() => setAsked(true)}>
        {t`Desfazer a importação`}
      </Button>
      <Modal opened={asked} onClose={() => setAsked(false)} title={t`Desfazer a importação`}>
        <div className={css.block}>
          <p>
            {t`Saem os leads que ninguém tocou desde então, e as pessoas que vieram com eles e de quem não se sabe mais nada. O resto fica, e você vê quanto. O que sair só volta importando de novo.`}
          </p>
          <div className={css.acts}>
            <Button
              color="red"
              loading={undo.isPending}
              onClick={() => void undo.mutateAsync().then(() => setAsked(false), notifyError)}
            >
              {t`Desfazer agora`}
            </Button>
            <Button variant="default" onClick={() => setAsked(false)}>
              {t`Manter`}
            </Button>
          </div>
        </div>
      </Modal>
    </div>
  )
}
