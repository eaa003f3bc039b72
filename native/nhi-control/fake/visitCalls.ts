import { toRocDateTime } from '../../../preload/contract/patient/rocDate.ts'
import { fail, ok, type Result } from '../../../preload/contract/result.ts'
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

export type SerialRequest = Parameters<NhiControlPort['nextSerial']>[0]
/** A write that was carried out, and whose card it was carried out on. */
export interface FakeCardWrite {
  readonly call: 'nextSerial' | 'rollbackSerial' | 'writeTreatment' | 'writePrescriptions' | 'updateCard'
  readonly cardNumber: string
  /** The visit it was about; null for a serial, which makes the visit, and for a card update. */
  readonly treatmentDateTime: string | null
}

/** What has been written so far. */
export interface FakeWritten {
  readonly book: FakeVisitBook
  /** What every serial was asked for with, also where the answer was lost. */
  readonly serialRequests: SerialRequest[]
  readonly treatments: TreatmentWrite[]
  readonly prescriptions: PrescriptionWrite[]
  /** The prescriptions as the card tells them. */
  readonly orders: CardPrescription[]
  readonly writes: FakeCardWrite[]
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
  const { book, treatments, prescriptions, orders, writes } = written
  const wrote = (call: FakeCardWrite['call'], cardNumber: string, treatmentDateTime: string | null): void => {
    writes.push({ call, cardNumber, treatmentDateTime })
  }
  return {
    nextSerial: (request, expected) =>
      stage.call('nextSerial', 'server', () =>
        desk.withExpected(expected, ({ person }) => {
          const { virtualCard } = desk
          const token = virtualCard?.token
          if (token !== undefined && desk.usedForVisit.has(token))
            return fail('VIRTUAL_CARD_VISIT_USED', { details: { statusCode: 3244 } })
          if (token !== undefined) desk.usedForVisit.add(token)
          written.serialRequests.push(request)
          wrote('nextSerial', person.cardNumber, null)
          return ok(book.take(person.cardNumber, request.treatmentItem, virtualCard !== null))
        }),
      ),
    rollbackSerial: (treatmentDateTime, expected) =>
      stage.call('rollbackSerial', 'server', () =>
        desk.withExpected(expected, ({ person: { cardNumber } }) => {
          const taken = book.takeBack(treatmentDateTime, cardNumber)
          if (taken === 'done') wrote('rollbackSerial', cardNumber, treatmentDateTime)
          return rolledBack[taken]()
        }),
      ),
    treatmentNumberOfCard: (treatmentDateTime, expected) =>
      stage.call('treatmentNumberOfCard', 'server', () =>
        desk.withExpected(expected, () => {
          const visit = book.find(treatmentDateTime)
          return visit === undefined ? noVisit() : ok(visit.treatmentNumber)
        }),
      ),
    treatmentNumberWithoutCard: () =>
      stage.call('treatmentNumberWithoutCard', 'server', () =>
        ok({ treatmentDateTime: toRocDateTime(now()), treatmentNumber: book.newTreatmentNumber() }),
      ),
    writeTreatment: (input, expected) =>
      stage.call('writeTreatment', 'server', () =>
        desk.withExpected(expected, ({ person: { cardNumber } }) => {
          if (book.find(input.treatmentDateTime) === undefined) return noVisit()
          const isWritten = treatments.some((each) => each.treatmentDateTime === input.treatmentDateTime)
          if (!isWritten) treatments.push(input)
          wrote('writeTreatment', cardNumber, input.treatmentDateTime)
          return done()
        }),
      ),
    writePrescriptions: (treatmentDateTime, given, expected) =>
      stage.call('writePrescriptions', 'server', () =>
        desk.withExpected(expected, ({ person: { cardNumber } }) => {
          wrote('writePrescriptions', cardNumber, treatmentDateTime)
          prescriptions.push(...given)
          orders.push(...given.map(({ deliveryNote: _notOnTheCard, ...order }) => ({ treatmentDateTime, ...order })))
          return ok(given.map(() => book.newOrderSignature()))
        }),
      ),
  }
}
