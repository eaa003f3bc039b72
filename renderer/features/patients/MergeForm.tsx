import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PatientSummary } from '../../../preload/contract/patient/patient.ts'
import { useDeskMutation } from '../../bridge/query.ts'
import { Button } from '../../ui/Button.tsx'
import { dayWords } from '../../ui/format/date.ts'
import { ErrorCard } from '../../ui/notices/ErrorCard.tsx'
import { useFocusReturn } from '../../ui/useFocusReturn.ts'
import { PatientPicker } from './PatientPicker.tsx'
import { select, setTask } from './patientsStore.ts'

interface SidesProps {
  readonly kept: PatientSummary
  readonly merged: PatientSummary
}

/** Both charts line by line; what differs is marked by weight and a sign. */
const Sides = ({ kept, merged }: SidesProps) => {
  const { t } = useTranslation()
  const and = t('app.and')
  const lines = [
    { title: t('patient.chartNumber'), of: (one: PatientSummary) => one.chartNumber },
    { title: t('patient.name'), of: (one: PatientSummary) => one.name },
    { title: t('patientForm.sex'), of: (one: PatientSummary) => t(`patient.sex.${one.sex}`) },
    { title: t('patient.birthDate'), of: (one: PatientSummary) => dayWords(one.birthDate, t) },
    { title: t('patient.nationalId'), of: (one: PatientSummary) => one.nationalIdMasked },
    { title: t('patient.allergyTitle'), of: (one: PatientSummary) => one.allergies.join(and) },
    {
      title: t('patient.lastVisit'),
      of: (one: PatientSummary) =>
        one.lastVisitOn === null ? t('patient.neverVisited') : dayWords(one.lastVisitOn, t),
    },
  ]
  return (
    <table className="w-full table-fixed text-left" data-testid="merge-sides">
      <thead>
        <tr className="border-b border-line text-sm text-muted">
          <th className="w-24 py-1 font-normal" />
          <th className="py-1 font-normal">{t('patientChart.merge.kept')}</th>
          <th className="py-1 font-normal">{t('patientChart.merge.merged')}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map(({ title, of }) => {
          const differs = of(kept) !== of(merged)
          return (
            <tr key={title} className="border-b border-line align-top">
              <th className="py-1 text-sm font-normal text-muted">{title}</th>
              {[kept, merged].map((one, side) => (
                <td key={one.patientId} className={`py-1 break-words ${differs ? 'font-semibold' : ''}`}>
                  {of(one)}
                  {differs && side === 1 ? (
                    <span className="ml-1 text-sm text-wait">{t('patientChart.merge.differs')}</span>
                  ) : null}
                </td>
              ))}
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

/** Says that two charts are one person's: find the other one, look at both, confirm. */
export const MergeForm = ({ patient }: { readonly patient: PatientSummary }) => {
  const { t } = useTranslation()
  useFocusReturn()
  const [other, setOther] = useState<PatientSummary | null>(null)
  const [isSwapped, setSwapped] = useState(false)
  const merge = useDeskMutation('patient:merge', (kept) => {
    select(kept)
    setTask(null)
  })
  if (other === null) {
    return (
      <PatientPicker
        label={t('patientChart.merge.which')}
        except={patient.patientId}
        onPick={setOther}
        testId="merge-search"
      />
    )
  }
  const kept = isSwapped ? other : patient
  const merged = isSwapped ? patient : other
  return (
    <section aria-label={t('patientChart.merge.key')} className="flex flex-col gap-3" data-testid="merge-form">
      <Sides kept={kept} merged={merged} />
      <p className="text-sm text-muted">{t('patientChart.merge.hint')}</p>
      {merge.error === null ? null : <ErrorCard error={merge.error} />}
      <div className="flex flex-wrap gap-2">
        <Button
          autoFocus
          tone="primary"
          shortcut="Enter"
          disabled={merge.isPending}
          data-testid="confirm-merge"
          onClick={() => merge.mutate({ keptId: kept.patientId, mergedId: merged.patientId })}
        >
          {t('patientChart.merge.confirm')}
        </Button>
        <Button
          data-testid="swap-merge"
          onClick={() => {
            merge.reset()
            setSwapped(!isSwapped)
          }}
        >
          {t('patientChart.merge.swap')}
        </Button>
        <Button tone="quiet" onClick={() => setTask(null)}>
          {t('app.cancel')}
        </Button>
      </div>
    </section>
  )
}
