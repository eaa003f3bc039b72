import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { OrderDraft } from '../../../../preload/contract/orders/order.ts'
import {
  type OpenRefill,
  ordinaryPrescription,
  type Prescription,
} from '../../../../preload/contract/orders/prescription.ts'
import type { PatientSummary } from '../../../../preload/contract/patient/patient.ts'
import { useDeskQuery } from '../../../bridge/query.ts'
import { Button } from '../../../ui/Button.tsx'
import { dayWords } from '../../../ui/format/date.ts'
import { prescriptionText } from '../../../ui/visit/prescriptionText.ts'
import type { OrderProblem } from '../orders/useOrderPreview.ts'
import { PrescriptionForm } from './PrescriptionForm.tsx'
import { saidOf } from './prescriptionDraft.ts'

interface PrescriptionStripProps {
  readonly patient: PatientSummary
  readonly prescription: Prescription | undefined
  readonly orders: readonly OrderDraft[]
  readonly problems: readonly OrderProblem[]
  readonly readOnly: boolean
  readonly isOpen: boolean
  readonly onOpen: (isOpen: boolean) => void
  readonly onChange: (prescription: Prescription) => void
  /** Null where nothing may be dispensed again: in an amendment. */
  readonly onRefill: ((refill: OpenRefill) => void) | null
  /** What stands in the same line behind it. */
  readonly children: ReactNode
}

/** Up to this age the daily rate counts original bottles of oral liquids. */
const childAge = 12

/** Under the orders: how their drugs are prescribed, what is wrong with that, and what may be dispensed again. */
export const PrescriptionStrip = (props: PrescriptionStripProps) => {
  const { t } = useTranslation()
  const { patient, orders, problems, readOnly, isOpen, onOpen, onChange, onRefill } = props
  const prescription = props.prescription ?? ordinaryPrescription
  const [isPutOff, setPutOff] = useState(false)
  const refills = useDeskQuery('refills:due', { patientId: patient.patientId, dueBy: null }).data ?? []
  const own = problems.filter(({ line }) => line === 0)
  const [next] = prescription.refillOf === null && onRefill !== null && !isPutOff ? refills : []
  return (
    <section
      aria-label={t('prescription.title')}
      className="border-t border-line bg-surface"
      data-testid="prescription"
    >
      {next === undefined || onRefill === null ? null : (
        <div className="flex flex-wrap items-center gap-2 bg-sunken px-3 py-1 text-sm" data-testid="refill-offer">
          <span className="min-w-0 flex-1">
            {t('prescription.offer', {
              count: next.next,
              of: next.dispensings,
              days: next.daysEach,
              from: dayWords(next.dueFrom, t),
              until: dayWords(next.lapsesOn, t),
            })}
          </span>
          <Button tone="quiet" className="min-h-6! px-1.5!" disabled={readOnly} onClick={() => onRefill(next)}>
            {t('prescription.take')}
          </Button>
          <Button tone="quiet" className="min-h-6! px-1.5!" onClick={() => setPutOff(true)}>
            {t('prescription.putOff')}
          </Button>
        </div>
      )}
      <div className="flex min-h-8 flex-wrap items-center gap-x-3 px-3">
        <span className="text-sm text-muted">{t('prescription.title')}</span>
        <span className={saidOf(prescription) === null ? 'text-muted' : ''} data-testid="prescription-words">
          {prescriptionText(prescription, t)}
        </span>
        <span className="flex-1" />
        {readOnly || isOpen ? null : (
          <Button
            tone="quiet"
            className="min-h-6! px-1.5!"
            shortcut="Ctrl+R"
            data-testid="prescription-open"
            onClick={() => onOpen(true)}
          >
            {t('prescription.change')}
          </Button>
        )}
        {props.children}
      </div>
      {own.length === 0 ? null : (
        <p role="alert" className="px-3 pb-1 text-sm text-act" data-testid="prescription-problems">
          {own.map(({ problem }) => t(`order.problem.${problem}`)).join(t('app.and'))}
        </p>
      )}
      {isOpen && !readOnly ? (
        <PrescriptionForm
          prescription={prescription}
          orders={orders}
          countsLiquids={patient.age <= childAge}
          onChange={onChange}
          onLeave={() => onOpen(false)}
        />
      ) : null}
    </section>
  )
}
