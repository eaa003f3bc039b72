import { fail, ok } from '../../../preload/contract/result.ts'
import type { CardPrescription, NhiControlPort, TreatmentWrite } from '../port.ts'
import { done, type FakeDesk } from './desk.ts'
import type { FakeStage } from './stage.ts'
import type { FakeVisitBook } from './visitBook.ts'
import type { FakeCardWrite } from './visitCalls.ts'

type ReadCalls = Pick<
  NhiControlPort,
  | 'registeredPerson'
  | 'criticalIllnesses'
  | 'cardValidity'
  | 'updateCard'
  | 'emergencyPhone'
  | 'cardVisits'
  | 'cardVisitsWithDiagnoses'
  | 'cardPrescriptions'
  | 'cumulativeData'
>

/** What the fake's cards and its visit book tell. */
export const createFakeReadCalls = (
  stage: FakeStage,
  desk: FakeDesk,
  written: {
    readonly book: FakeVisitBook
    readonly treatments: readonly TreatmentWrite[]
    readonly writes: FakeCardWrite[]
    readonly orders: readonly CardPrescription[]
  },
): ReadCalls => ({
  registeredPerson: () => stage.call('registeredPerson', 'server', () => desk.withCard(({ person }) => ok(person))),
  criticalIllnesses: () =>
    stage.call('criticalIllnesses', 'server', () =>
      desk.withProfessional(() => desk.withCard((card) => ok(card.criticalIllnesses ?? []))),
    ),
  cardValidity: (expected) =>
    stage.call('cardValidity', 'server', () =>
      desk.withExpected(expected, ({ person: { validUntil, remainingCount } }) => ok({ validUntil, remainingCount })),
    ),
  updateCard: (expected) =>
    stage.call('updateCard', 'server', () =>
      desk.withExpected(expected, ({ person: { cardNumber } }) => {
        if (desk.virtualCard !== null) return fail('PHYSICAL_CARD_ONLY', { details: { statusCode: 1515 } })
        written.writes.push({ call: 'updateCard', cardNumber, treatmentDateTime: null })
        return done()
      }),
    ),
  emergencyPhone: () =>
    stage.call('emergencyPhone', 'server', () => desk.withCard(({ emergencyPhone }) => ok(emergencyPhone ?? ''))),
  cardVisits: (expected) =>
    stage.call('cardVisits', 'server', () =>
      desk.withExpected(expected, ({ person }) => ok(written.book.ofCard(person.cardNumber))),
    ),
  cardVisitsWithDiagnoses: () =>
    stage.call('cardVisitsWithDiagnoses', 'server', () =>
      desk.withProfessional(() =>
        desk.withCard(({ person }) =>
          ok(
            written.book.ofCard(person.cardNumber).map((visit) => ({
              ...visit,
              diagnoses:
                written.treatments.find((each) => each.treatmentDateTime === visit.treatmentDateTime)?.diagnoses ?? [],
            })),
          ),
        ),
      ),
    ),
  cardPrescriptions: () =>
    stage.call('cardPrescriptions', 'server', () =>
      desk.withProfessional(() => desk.withCard(() => ok([...written.orders]))),
    ),
  cumulativeData: () =>
    stage.call('cumulativeData', 'server', () => desk.withCard(({ cumulative }) => ok(cumulative ?? []))),
})
