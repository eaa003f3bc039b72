import type { Diagnosis, OrderDraft, Soap } from '../../../preload/contract/orders/order.ts'
import { type Prescription, prescriptionWords } from '../../../preload/contract/orders/prescription.ts'
import type { VisitChange } from '../../../preload/contract/record/amendment.ts'
import { vitalKinds } from '../../../preload/contract/visit/vitals.ts'
import type { VitalValue } from './vitalSigns.ts'

/** What of a visit two versions are compared by. */
export interface VisitContent {
  readonly soap: Soap
  readonly diagnoses: readonly Diagnosis[]
  readonly orders: readonly (OrderDraft & { readonly name: string })[]
  readonly prescription: Prescription
  readonly vitals: readonly VitalValue[]
  readonly returnOn: string | null
  /** 部分負擔代號 it is claimed under. */
  readonly copaymentCode: string
  /** NT$ */
  readonly amountDue: number
}

const noteParts = ['subjective', 'objective', 'assessment', 'plan'] as const

const diagnosisText = ({ code, nameZh, nameEn }: Diagnosis): string => `${code} ${nameZh || nameEn}`

/** An order on one line, so that any difference of it shows. */
const orderText = (order: VisitContent['orders'][number]): string =>
  [
    order.code,
    order.name,
    order.dose,
    order.frequency,
    order.route,
    order.days === null ? null : `${order.days}d`,
    order.quantity === null ? null : `×${order.quantity}`,
    order.site,
  ]
    .filter((part) => part !== null && part !== '')
    .join(' ')

const differing = (
  part: VisitChange['part'],
  before: readonly string[],
  after: readonly string[],
): readonly VisitChange[] =>
  Array.from({ length: Math.max(before.length, after.length) }, (_, index) => ({
    part,
    line: index + 1,
    before: before[index] ?? null,
    after: after[index] ?? null,
  })).filter((change) => change.before !== change.after)

/** A value on one line: kind, number, and the meal of a glucose. */
const vitalText = ({ kind, value, meal }: VitalValue): string => [kind, value, meal].filter(Boolean).join(' ')

const changedVitals = (before: readonly VitalValue[], after: readonly VitalValue[]): readonly VisitChange[] => {
  const textOf = (values: readonly VitalValue[], kind: string): string | null => {
    const found = values.find((value) => value.kind === kind)
    return found === undefined ? null : vitalText(found)
  }
  return vitalKinds
    .map((kind) => ({
      part: 'vital-sign' as const,
      line: null,
      before: textOf(before, kind),
      after: textOf(after, kind),
    }))
    .filter((change) => change.before !== change.after)
}

/** What differs between two versions of a visit, place by place; empty where nothing does. */
export const visitChanges = (before: VisitContent, after: VisitContent): readonly VisitChange[] => [
  ...noteParts
    .filter((part) => before.soap[part] !== after.soap[part])
    .map((part) => ({ part, line: null, before: before.soap[part] || null, after: after.soap[part] || null })),
  ...differing('diagnosis', before.diagnoses.map(diagnosisText), after.diagnoses.map(diagnosisText)),
  ...differing('order', before.orders.map(orderText), after.orders.map(orderText)),
  ...differing('prescription', [prescriptionWords(before.prescription)], [prescriptionWords(after.prescription)]).map(
    (change) => ({ ...change, line: null }),
  ),
  ...(before.returnOn === after.returnOn
    ? []
    : [{ part: 'return-on' as const, line: null, before: before.returnOn, after: after.returnOn }]),
  ...changedVitals(before.vitals, after.vitals),
  ...(before.copaymentCode === after.copaymentCode
    ? []
    : [{ part: 'copayment' as const, line: null, before: before.copaymentCode, after: after.copaymentCode }]),
  ...(before.amountDue === after.amountDue
    ? []
    : [{ part: 'amount' as const, line: null, before: String(before.amountDue), after: String(after.amountDue) }]),
]
