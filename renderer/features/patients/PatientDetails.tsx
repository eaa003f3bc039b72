import { TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { PatientSummary } from '../../../preload/contract/patient/patient.ts'
import { Button } from '../../ui/Button.tsx'
import { HeldNationalId } from '../../ui/fields/HeldNationalId.tsx'
import { ageWords } from '../../ui/format/age.ts'
import { dayWords } from '../../ui/format/date.ts'
import { Notice } from '../../ui/notices/Notice.tsx'
import { PatientChartPane } from './PatientChartPane.tsx'
import type { WayToRegister } from './wayToRegister.ts'

const Fact = ({ title, children }: { readonly title: string; readonly children: ReactNode }) => (
  <>
    <dt className="text-muted">{title}</dt>
    <dd className="min-w-0">{children}</dd>
  </>
)

const labels = {
  'with-card': 'patient.registerWithCard',
  'without-card': 'patient.register',
  'other-card': 'patient.register',
} as const

interface PatientDetailsProps {
  readonly patient: PatientSummary
  readonly way: WayToRegister
  readonly onRegister: () => void
  readonly onEdit: () => void
}

/** What the clinic knows of the chosen patient, and the way to the front desk. */
export const PatientDetails = ({ patient, way, onRegister, onEdit }: PatientDetailsProps) => {
  const { t } = useTranslation()
  return (
    <section
      aria-label={patient.name}
      data-testid="patient-details"
      className="flex min-h-0 flex-1 flex-col gap-4 overflow-y-auto p-4"
    >
      <p className="flex flex-wrap items-baseline gap-x-4">
        <strong className="text-xl font-semibold">{patient.name}</strong>
        <span className="text-lg">
          {t(`patient.sex.${patient.sex}`)} {ageWords(patient.birthDate, t)}
        </span>
      </p>
      {patient.allergies.length === 0 ? null : (
        <p className="flex items-start gap-2 rounded-md border-l-4 border-act bg-act-soft px-3 py-1.5 text-act">
          <TriangleAlert className="mt-1 size-4 shrink-0" aria-hidden />
          <strong className="font-semibold">
            {t('patient.allergies', { list: patient.allergies.join(t('app.and')) })}
          </strong>
        </p>
      )}
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] items-center gap-x-6 gap-y-2">
        <Fact title={t('patient.chartNumber')}>{patient.chartNumber}</Fact>
        <Fact title={t('patient.birthDate')}>{t('patient.birthday', { date: dayWords(patient.birthDate, t) })}</Fact>
        <Fact title={t('patient.nationalId')}>
          <span className="-ml-1 inline-flex items-center gap-2">
            <HeldNationalId masked={patient.nationalIdMasked} patientId={patient.patientId} />
            <span className="text-sm text-muted">{t('patient.holdShort')}</span>
          </span>
        </Fact>
        {patient.allergies.length === 0 ? (
          <Fact title={t('patient.allergyTitle')}>{t('patient.noAllergies')}</Fact>
        ) : null}
        <Fact title={t('patient.lastVisit')}>
          {patient.lastVisitOn === null
            ? t('patient.neverVisited')
            : t('patient.birthday', { date: dayWords(patient.lastVisitOn, t) })}
        </Fact>
      </dl>
      <div className="flex flex-col items-start gap-1">
        <div className="flex flex-wrap gap-2">
          <Button
            tone="primary"
            shortcut="F2"
            data-testid="register-patient"
            disabled={way.kind === 'other-card'}
            onClick={onRegister}
          >
            {t(labels[way.kind])}
          </Button>
          <Button shortcut="F4" data-testid="edit-patient" onClick={onEdit}>
            {t('patientForm.edit')}
          </Button>
        </div>
        {way.kind === 'other-card' ? (
          <Notice tone="wait">{t('patient.registerOtherCard', { name: way.name })}</Notice>
        ) : null}
        {way.kind === 'without-card' ? <p className="text-sm text-muted">{t('patient.registerHint')}</p> : null}
      </div>
      <PatientChartPane patient={patient} />
    </section>
  )
}
