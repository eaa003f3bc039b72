import { useTranslation } from 'react-i18next'
import type { DeskStatus } from '../../../preload/contract/status.ts'
import { openReaderCheck } from '../../app/navigation.ts'
import { useDeskMutation } from '../../bridge/query.ts'
import { Button } from '../../ui/Button.tsx'
import { ErrorCard } from '../../ui/ErrorCard.tsx'
import { rocDateTime } from '../../ui/format/date.ts'
import { PinForm } from './PinForm.tsx'
import { StatusItem } from './StatusItem.tsx'
import { statusTones } from './statusTones.ts'

export const SamItem = ({ status }: { readonly status: DeskStatus }) => {
  const { t } = useTranslation()
  const { sam, controlSoftware } = status
  const { mutate, isPending, error } = useDeskMutation('sam:verify')
  return (
    <StatusItem
      name="sam"
      state={sam.state}
      tone={statusTones.sam[sam.state]}
      label={t('status.sam.label')}
      value={t(`status.sam.state.${sam.state}`)}
    >
      <p>{t(`status.sam.explain.${sam.state}`)}</p>
      <p className="text-sm text-muted">
        {t('status.control.label')} {t(`status.control.state.${controlSoftware.state}`)}
        {sam.verifiedAt === null ? '' : ` · ${t('status.sam.verifiedAt', { time: rocDateTime(sam.verifiedAt) })}`}
      </p>
      {controlSoftware.way === null ? null : (
        <p className="text-sm text-muted" data-testid="control-way">
          {t('status.control.way', { way: t(`settings.controlSoftware.ways.${controlSoftware.way}`) })}
        </p>
      )}
      {controlSoftware.findings.length === 0 ? null : (
        <div className="text-sm text-muted">
          <p>{t('status.control.found')}</p>
          <ul className="list-disc pl-5">
            {controlSoftware.findings.map(({ adapter, state }) => (
              <li key={adapter}>
                {t(`settings.controlSoftware.ways.${adapter}`)} {t(`settings.controlSoftware.findings.${state}`)}
              </li>
            ))}
          </ul>
        </div>
      )}
      {controlSoftware.error === null || error !== null ? null : <ErrorCard error={controlSoftware.error} />}
      {error === null ? null : <ErrorCard error={error} />}
      <div className="flex flex-wrap gap-2">
        <Button
          tone={sam.state === 'verified' ? 'plain' : 'primary'}
          disabled={isPending}
          data-testid="sam-verify"
          onClick={() => mutate({})}
        >
          {isPending ? t('status.sam.verifying') : t('status.sam.verify')}
        </Button>
        <Button data-testid="open-reader-check" onClick={openReaderCheck}>
          {t('check.open')}
        </Button>
      </div>
    </StatusItem>
  )
}

export const ProfessionalCardItem = ({ card }: { readonly card: DeskStatus['professionalCard'] }) => {
  const { t } = useTranslation()
  const needsPin = card.state === 'present' || card.state === 'pin-pending'
  const word =
    card.state === 'verified' && card.practitionerName !== null
      ? card.practitionerName
      : t(`status.hpc.state.${card.state}`)
  return (
    <StatusItem
      name="hpc"
      state={card.state}
      tone={statusTones.hpc[card.state]}
      label={t('status.hpc.label')}
      value={word}
    >
      <p>{t(`status.hpc.explain.${card.state}`)}</p>
      {card.practitionerName === null ? null : <p>{t('status.hpc.who', { name: card.practitionerName })}</p>}
      {needsPin ? <PinForm /> : null}
    </StatusItem>
  )
}
