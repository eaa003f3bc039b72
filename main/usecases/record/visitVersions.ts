import type { Price } from '../../../preload/contract/money/pricing.ts'
import { prescriptionWords } from '../../../preload/contract/orders/prescription.ts'
import type { VisitChange, VisitVersion } from '../../../preload/contract/record/amendment.ts'
import { fail, ok, type Result } from '../../../preload/contract/result.ts'
import type { EncounterId } from '../../../preload/contract/words.ts'
import { prescriptionOf } from '../../domain/orders/prescription.ts'
import { type VisitContent, visitChanges } from '../../domain/visit/visitChanges.ts'
import { refillCancellationsOf } from '../../store/record/refillCancellations.ts'
import { type VersionContent, versionsOf } from '../../store/record/versionRepository.ts'
import { byId } from '../../store/visit/encounterQueries.ts'
import type { EncounterRecord } from '../../store/visit/encounterRecord.ts'
import { type DeskContext, instantOf } from '../context.ts'

/** What is kept of a closed visit when its next version comes. */
export const contentOf = (
  { draft, paid, exceptionCode, vitals }: Pick<EncounterRecord, 'draft' | 'paid' | 'exceptionCode' | 'vitals'>,
  price: Price,
): VersionContent => {
  const { alertReasons, ...others } = draft
  const plain = { ...others, diagnoses: [...draft.diagnoses], orders: [...draft.orders] }
  return {
    draft: { ...plain, ...(alertReasons === undefined ? {} : { alertReasons: [...alertReasons] }) },
    price,
    paid,
    exceptionCode,
    orderNames: draft.orders.map(({ code }, index) => price.lines.find(({ line }) => line === index + 1)?.name ?? code),
    vitals: [...vitals],
  }
}

const comparable = ({ draft, price, orderNames, vitals }: VersionContent): VisitContent => ({
  soap: draft.soap,
  diagnoses: draft.diagnoses,
  orders: draft.orders.map((order, index) => ({ ...order, name: orderNames[index] ?? order.code })),
  prescription: prescriptionOf(draft),
  vitals,
  returnOn: draft.returnOn ?? null,
  copaymentCode: price.copaymentCode,
  amountDue: price.amountDue,
})

/** The earlier versions of a visit, newest first, each with what followed it. `NOT_FOUND`. */
export const visitVersions = async (
  context: DeskContext,
  encounterId: EncounterId,
): Promise<Result<VisitVersion[]>> => {
  const { db } = context.store
  const encounter = await byId(db, encounterId)
  if (encounter === null) return fail('NOT_FOUND')
  const [versions, cancelled] = await Promise.all([versionsOf(db, encounterId), refillCancellationsOf(db, encounterId)])
  const refillChange = (own: VisitContent, from: number): readonly VisitChange[] => {
    if (cancelled.has(from) === cancelled.has(from + 1)) return []
    const words = prescriptionWords(own.prescription)
    const [before, after] = cancelled.has(from) ? [`${words} cancelled`, words] : [words, `${words} cancelled`]
    return [{ part: 'prescription', line: null, before, after }]
  }
  const present = encounter.price === null ? null : comparable(contentOf(encounter, encounter.price))
  return ok(
    versions
      .map(({ content, endedAt, ...version }, index): VisitVersion => {
        const next = versions[index + 1]
        const own = comparable(content)
        const following = next === undefined ? present : comparable(next.content)
        return {
          ...version,
          endedAt: instantOf(endedAt),
          soap: own.soap,
          diagnoses: [...own.diagnoses],
          orders: [...own.orders],
          amountDue: own.amountDue,
          changes: following === null ? [] : [...visitChanges(own, following), ...refillChange(own, version.version)],
        }
      })
      .toReversed(),
  )
}
