import { fail, ok, type Result } from '../../../preload/contract/result.ts'
import { toRocDateTime } from '../../../preload/contract/rocDate.ts'
import type { CardPrescription, NhiControlPort, PrescriptionWrite, TreatmentWrite } from '../port.ts'
import { done, type FakeDesk } from './desk.ts'
import type { FakeStage } from './stage.ts'
import type { FakeVisitBook, TakenBack } from './visitBook.ts'

type VisitCalls = Pick<
  NhiControlPort,
  | 'nextSerial'
  | 'rollbackSerial'
  | 'treatmentNumberOfCard'
  | 'treatmentNumberWithoutCard'
  | 'writeTreatment'
  | 'writePrescriptions'
>

/** What has been written so far. */
export interface FakeWritten {
  readonly book: FakeVisitBook
  readonly treatments: TreatmentWrite[]
  readonly prescriptions: PrescriptionWrite[]
  /** The prescriptions as the card tells them. */
  readonly orders: CardPrescription[]
}

const noVisit = (): Result<never> => fail('NHI_REFUSED', { details: { statusCode: 3208 } })

const rolledBack: Readonly<Record<TakenBack, () => Result<null>>> = {
  done,
  unknown: noVisit,
  'not-counted': () => fail('NHI_REFUSED', { details: { statusCode: 3219 } }),
  'too-late': () => fail('ROLLBACK_TOO_LATE', { details: { statusCode: 3218 } }),
}

/** The fake's serials and card writes. */
export const createFakeVisitCalls = (
  stage: FakeStage,
  desk: FakeDesk,
  written: FakeWritten,
  now: () => number,
): VisitCalls => {
  const { book, treatments, prescriptions, orders } = written
  return {
    nextSerial: ({ treatmentItem }) =>
      stage.call('nextSerial', 'server', () =>
        desk.withCard(({ person }) => {
          const { virtualCard } = desk
          if (virtualCard?.usedForVisit === true) return fail('VIRTUAL_CARD_USED', { details: { statusCode: 3244 } })
          if (virtualCard !== null) virtualCard.usedForVisit = true
          return ok(book.take(person.cardNumber, treatmentItem, virtualCard !== null))
        }),
      ),
    rollbackSerial: (treatmentDateTime) =>
      stage.call('rollbackSerial', 'server', () => desk.withCard(() => rolledBack[book.takeBack(treatmentDateTime)]())),
    treatmentNumberOfCard: (treatmentDateTime) =>
      stage.call('treatmentNumberOfCard', 'server', () =>
        desk.withCard(() => {
          const visit = book.find(treatmentDateTime)
          return visit === undefined ? noVisit() : ok(visit.treatmentNumber)
        }),
      ),
    treatmentNumberWithoutCard: () =>
      stage.call('treatmentNumberWithoutCard', 'server', () =>
        ok({ treatmentDateTime: toRocDateTime(now()), treatmentNumber: book.newTreatmentNumber() }),
      ),
    writeTreatment: (input) =>
      stage.call('writeTreatment', 'server', () =>
        desk.withCard(() => {
          if (book.find(input.treatmentDateTime) === undefined) return noVisit()
          const isWritten = treatments.some((each) => each.treatmentDateTime === input.treatmentDateTime)
          if (!isWritten) treatments.push(input)
          return done()
        }),
      ),
    writePrescriptions: (treatmentDateTime, given) =>
      stage.call('writePrescriptions', 'server', () =>
        desk.withCard(() => {
          prescriptions.push(...given)
          orders.push(...given.map(({ deliveryNote: _notOnTheCard, ...order }) => ({ treatmentDateTime, ...order })))
          return ok(given.map(() => book.newOrderSignature()))
        }),
      ),
  }
}
