import { t } from '@lingui/core/macro'
import { Button } from '@mantine/core'
import { IconFilePlus } from '@tabler/icons-react'
import { useState } from 'react'
import { Section } from '@/components/ui'
import { notifyError } from '@/lib/notify'
import { uuid } from '@/lib/uuid'
import { useCreateProposal } from '../api/change-proposal'
import { ProposalLinks } from './proposal-links'

interface Props {
  opportunityId: string
  mayOffer: boolean
  onOpen: (proposalId: string) => void
}

/** On an opportunity's page: what was offered. */
export function OpportunityProposals({ opportunityId, mayOffer, onOpen }: Props) {
  const create = useCreateProposal()
  const [key] = useState(uuid)
  return (
    <Section
      title={t`Propostas`}
      action={
        mayOffer && (
          <Button
            size="xs"
            variant="default"
            leftSection={<IconFilePlus size={15} />}
            loading={create.isPending}
            onClick={() =>
              void create.mutateAsync({ opportunityId, key }).then(({ id }) => onOpen(id), notifyError)
            }
          >
            {t`Nova proposta`}
          </Button>
        )
      }
    >
      <ProposalLinks filter={{ opportunityId }} />
    </Section>
  )
}
