import type { Ref } from 'react'
import type { OpenRefill, Prescription } from '../../../../preload/contract/orders/prescription.ts'
import type { VisitDetail } from '../../../../preload/contract/visit/visit.ts'
import { type IsoDate, IsoDateSchema } from '../../../../preload/contract/words.ts'
import { dayOf } from '../../../ui/format/date.ts'
import type { BesideNote } from '../consultationStore.ts'
import { ReturnDay, type ReturnDayHandle } from '../note/ReturnDay.tsx'
import type { OrderProblem } from '../orders/useOrderPreview.ts'
import { PrescriptionStrip } from './PrescriptionStrip.tsx'

interface VisitPrescriptionProps {
  readonly visit: Pick<VisitDetail, 'patient' | 'registeredAt'>
  readonly draft: Pick<BesideNote, 'orders' | 'prescription' | 'returnOn'>
  readonly problems: readonly OrderProblem[]
  readonly readOnly: boolean
  readonly isOpen: boolean
  readonly onOpen: (isOpen: boolean) => void
  readonly onPrescription: (prescription: Prescription) => void
  /** Null where nothing may be dispensed again: in an amendment. */
  readonly onRefill: ((refill: OpenRefill) => void) | null
  readonly onReturnOn: (day: IsoDate | undefined) => void
  /** Enter behind the day. */
  readonly onLeave: () => void
  readonly returnDay: Ref<ReturnDayHandle>
}

/** What stands under the orders of a visit, and of its amendment: the prescription, and when the patient comes again. */
export const VisitPrescription = ({ visit, draft, onPrescription, ...props }: VisitPrescriptionProps) => (
  <PrescriptionStrip
    patient={visit.patient}
    prescription={draft.prescription}
    orders={draft.orders}
    problems={props.problems}
    readOnly={props.readOnly}
    isOpen={props.isOpen}
    onOpen={props.onOpen}
    onChange={onPrescription}
    onRefill={props.onRefill}
  >
    <ReturnDay
      visitedOn={IsoDateSchema.parse(dayOf(visit.registeredAt))}
      day={draft.returnOn}
      onChange={props.onReturnOn}
      onLeave={props.onLeave}
      handle={props.returnDay}
    />
  </PrescriptionStrip>
)
