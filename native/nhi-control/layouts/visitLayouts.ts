import { ok, type Result } from '../../../preload/contract/result.ts'
import type { CardVisit } from '../port.ts'
import { fee, hospitalId, matching, optionalDay, rocDateTime, text } from './fieldKinds.ts'
import { decodeLayout, groups, type Layout, place } from './layout.ts'

const mostOnCard = 6

/** One of the last six visits as hisGetTreatmentNoNeedHPC tells it. Fees in points or NT$; null where none is written yet. */
export interface CardVisitRecord {
  readonly treatmentItem: string
  readonly newbornMark: string
  readonly treatmentDateTime: string
  /** 補卡註記: 1 normal, 2 make-up. */
  readonly afterCheck: string
  /** Empty for treatment items that count none. */
  readonly visitSequenceNumber: string
  readonly hospitalId: string
  readonly outpatientFee: number | null
  readonly outpatientCopayment: number | null
  readonly inpatientFee: number | null
  readonly inpatientCopaymentA: number | null
  readonly inpatientCopaymentB: number | null
}

const visit: Layout<CardVisitRecord> = {
  name: 'visit on the card',
  length: 69,
  places: {
    treatmentItem: place(1, 2, matching(/^[0-9A-Z]{2}$/)),
    newbornMark: place(3, 3, text),
    treatmentDateTime: place(4, 16, rocDateTime),
    afterCheck: place(17, 17, text),
    visitSequenceNumber: place(18, 21, matching(/^([0-9A-Z]{4})?$/)),
    hospitalId: place(22, 31, hospitalId),
    outpatientFee: place(32, 39, fee),
    outpatientCopayment: place(40, 47, fee),
    inpatientFee: place(48, 55, fee),
    inpatientCopaymentA: place(56, 62, fee),
    inpatientCopaymentB: place(63, 69, fee),
  },
}

interface IllnessDates {
  readonly validFrom: string | null
  readonly validUntil: string | null
}

const illnessDates: Layout<IllnessDates> = {
  name: 'dates of a critical illness',
  length: 14,
  places: { validFrom: place(1, 7, optionalDay), validUntil: place(8, 14, optionalDay) },
}

/** Everything that hisGetTreatmentNoNeedHPC tells. */
export interface TreatmentNoNeedHpc {
  /** 重大傷病 without their codes, which only a doctor may read. */
  readonly criticalIllnesses: readonly IllnessDates[]
  readonly visits: readonly CardVisitRecord[]
}

/** hisGetTreatmentNoNeedHPC. */
export const treatmentNoNeedHpcLayout: Layout<TreatmentNoNeedHpc> = {
  name: 'hisGetTreatmentNoNeedHPC',
  length: 498,
  places: {
    criticalIllnesses: place(1, 84, groups(illnessDates, mostOnCard)),
    visits: place(85, 498, groups(visit, mostOnCard)),
  },
}

/** hisGetTreatmentNoNeedHPC: the card's latest visits, newest first. */
export const decodeCardVisits = (bytes: Uint8Array): Result<readonly CardVisit[]> => {
  const reply = decodeLayout(treatmentNoNeedHpcLayout, bytes)
  if (!reply.ok) return reply
  const visits = reply.value.visits.map(
    ({ treatmentItem, treatmentDateTime, hospitalId, visitSequenceNumber }): CardVisit => ({
      treatmentItem,
      treatmentDateTime,
      hospitalId,
      visitSequenceNumber: visitSequenceNumber === '' ? null : visitSequenceNumber,
    }),
  )
  return ok(visits.toSorted((one, other) => other.treatmentDateTime.localeCompare(one.treatmentDateTime)))
}
