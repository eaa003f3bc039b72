import { useTranslation } from 'react-i18next'
import type { PatientSummary } from '../../../preload/contract/patient/patient.ts'
import type { SimilarPatient } from '../../../preload/contract/patient/patientForm.ts'
import { Button } from '../../ui/Button.tsx'
import { ageWords } from '../../ui/format/age.ts'
import { dayWords } from '../../ui/format/date.ts'

interface SimilarPatientsProps {
  readonly similar: readonly SimilarPatient[]
  readonly onTake: (patient: PatientSummary) => void
}

/** Whoever is on record with the same number, or the same name and birthday: offered in place of a second chart. */
export const SimilarPatients = ({ similar, onTake }: SimilarPatientsProps) => {
  const { t } = useTranslation()
  if (similar.length === 0) return null
  const isTaken = similar.some(({ same }) => same === 'identity')
  return (
    <section
      role="status"
      data-testid="similar-patients"
      className={`flex flex-col gap-2 rounded-md border-l-4 px-3 py-2 ${isTaken ? 'border-act bg-act-soft' : 'border-wait bg-wait-soft'}`}
    >
      <strong className={`font-semibold ${isTaken ? 'text-act' : 'text-wait'}`}>
        {t(isTaken ? 'patientForm.similar.identity' : 'patientForm.similar.person')}
      </strong>
      {similar.map(({ patient }, index) => (
        <div key={patient.patientId} className="flex flex-wrap items-center gap-x-4 gap-y-1">
          <span className="font-semibold">{patient.name}</span>
          <span>
            {t(`patient.sex.${patient.sex}`)} {ageWords(patient.birthDate, t)}
          </span>
          <span>{dayWords(patient.birthDate, t)}</span>
          <span>{patient.nationalIdMasked}</span>
          <span>{t('patient.chart', { number: patient.chartNumber })}</span>
          <Button
            {...(index === 0 ? { shortcut: 'F6' } : {})}
            data-testid={`take-similar-${patient.patientId}`}
            onClick={() => onTake(patient)}
          >
            {t('patientForm.similar.take')}
          </Button>
        </div>
      ))}
    </section>
  )
}
