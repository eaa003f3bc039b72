import { useWatch } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { ControlSoftwareSchema, type WayFinding } from '../../../../preload/contract/desk/controlSoftware.ts'
import { useDeskMutation } from '../../../bridge/query.ts'
import { Button } from '../../../ui/Button.tsx'
import { ErrorCard } from '../../../ui/notices/ErrorCard.tsx'
import { useDraftForm } from '../form/draftForm.ts'
import { controlSoftwareOf } from '../form/settingsDraft.ts'

const AddressesSchema = ControlSoftwareSchema.omit({ adapter: true })

interface FindingsProps {
  readonly findings: readonly WayFinding[]
  readonly chosen: WayFinding['adapter'] | null
}

const Findings = ({ findings, chosen }: FindingsProps) => {
  const { t } = useTranslation()
  return (
    <section aria-label={t('settings.controlSoftware.foundWays')} className="flex flex-col gap-2" role="status">
      <h3 className="text-sm text-muted">{t('settings.controlSoftware.foundWays')}</h3>
      <dl
        data-testid="found-ways"
        className="grid w-fit grid-cols-[auto_auto_auto] gap-x-6 gap-y-1 rounded-md border border-edge bg-surface px-3 py-2"
      >
        {findings.map(({ adapter, state }) => (
          <div key={adapter} className="contents" data-testid={`found-${adapter}`} data-state={state}>
            <dt>{t(`settings.controlSoftware.ways.${adapter}`)}</dt>
            <dd className={state === 'other-certificate' ? 'text-act' : state === 'absent' ? 'text-muted' : ''}>
              {t(`settings.controlSoftware.findings.${state}`)}
            </dd>
            <dd className="text-muted">{adapter === chosen ? t('settings.controlSoftware.wouldTake') : ''}</dd>
          </div>
        ))}
      </dl>
      {chosen === null ? <p>{t('settings.controlSoftware.wouldTakeNone')}</p> : null}
    </section>
  )
}

/** Looks now which ways answer at the typed addresses; nothing is changed by it. */
export const WaySearch = () => {
  const { t } = useTranslation()
  const { control } = useDraftForm()
  const draft = useWatch({ control, name: 'controlSoftware' })
  const { adapter: _whicheverIsChosen, ...typed } = controlSoftwareOf(draft)
  const addresses = AddressesSchema.safeParse(typed)
  const { mutate, data, error, isPending } = useDeskMutation('settings:find-ways')
  return (
    <>
      <div className="flex flex-wrap items-center gap-3">
        <Button
          disabled={!addresses.success || isPending}
          data-testid="find-ways"
          onClick={() => {
            if (addresses.success) mutate(addresses.data)
          }}
        >
          {isPending ? t('settings.controlSoftware.finding') : t('settings.controlSoftware.find')}
        </Button>
        {addresses.success ? null : <span className="text-muted">{t('settings.controlSoftware.findNeedsFields')}</span>}
      </div>
      {error === null ? null : <ErrorCard error={error} />}
      {data === undefined ? null : <Findings {...data} />}
    </>
  )
}
