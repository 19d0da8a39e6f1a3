import { t } from '@lingui/core/macro'
import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { PageHeader } from '@/components/ui'
import { useTitle } from '@/lib/use-title'
import css from './shell.module.css'

/** In the place of a page of which the company does not have the feature. */
export function NotAvailable() {
  useTitle(t`Não disponível`)
  return (
    <div className={css.alone}>
      <PageHeader
        title={t`Esta página não está disponível para a sua empresa`}
        text={t`Se precisa dela, fale com quem cuida da sua conta no CleanApp. O que você já usa continua como está.`}
      />
      <Button component={Link} to="/">
        {t`Ir para o início`}
      </Button>
    </div>
  )
}
