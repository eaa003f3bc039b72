import type { FakeNhiCard } from '../../../native/nhi-control/fake/desk.ts'
import type { CardSession } from '../../../preload/contract/card/card.ts'
import type { ErrorCode } from '../../../preload/contract/errors.ts'
import type { Result } from '../../../preload/contract/result.ts'
import type { VisitDetail, VisitSummary } from '../../../preload/contract/visit/visit.ts'
import type { EncounterId } from '../../../preload/contract/words.ts'
import { okValue } from '../../store/temporaryStore.ts'
import { finishConsultation } from '../consultation/finishConsultation.ts'
import { startConsultation } from '../consultation/startConsultation.ts'
import { closeVisit } from '../record/closeVisit.ts'
import { registerVisit } from '../registration/registerVisit.ts'
import { diagnoses, drugOrder, type lin, soap, type TestDesk } from '../testDesk.ts'
import { acceptVirtualCard } from './acceptVirtualCard.ts'
import { putAwayVirtualCard } from './virtualCardAtDesk.ts'

/** The virtual card of a person whose plastic one the tests know; its number may be another. */
export const virtualOf = (person: typeof lin, cardNumber: string = person.cardNumber): FakeNhiCard => {
  const { issueDate: _onPlastic, ...rest } = person
  return { person: { ...rest, cardNumber, insuredMark: '3', validUntil: null, remainingCount: 6, cancelled: false } }
}

export const codeOf = (result: Result<unknown>): ErrorCode | null => (result.ok ? null : result.error.code)

/** What a person at the desk does with virtual cards and the visits that stand on them. */
export interface VirtualVisitVerbs {
  turn<T>(verb: () => Promise<T>): Promise<T>
  scanFor(text: string, encounterId?: EncounterId | null): Promise<Result<CardSession>>
  /** A new code of this person. */
  scan(person: typeof lin, cardNumber?: string): Promise<CardSession>
  /** The patient at the desk. */
  register(): Promise<VisitSummary>
  putAway(): Promise<void>
  /** From the waiting list to the cashier. */
  consult(encounterId: EncounterId): Promise<void>
  close(encounterId: EncounterId): Promise<Result<VisitDetail>>
  /** What was written for a card at the NHI, in order. */
  writesOf(cardNumber: string): readonly string[]
}

/** @param at the desk of the test that runs */
export const virtualVisitVerbs = (at: () => TestDesk): VirtualVisitVerbs => {
  const turn = <T>(verb: () => Promise<T>): Promise<T> => at().context.cardTurn(verb)
  const scanFor: VirtualVisitVerbs['scanFor'] = (text, encounterId = null) =>
    acceptVirtualCard(at().context, { text, source: 'camera', encounterId })
  return {
    turn,
    scanFor,
    scan: async (person, cardNumber) =>
      okValue(await scanFor(at().control.makeVirtualCard(virtualOf(person, cardNumber)))),
    register: async () => okValue(await turn(() => registerVisit(at().context, at().registration()))),
    putAway: async () => {
      const cardSessionId = at().context.cards.current()?.session.sessionId
      if (cardSessionId !== undefined) okValue(await turn(() => putAwayVirtualCard(at().context, { cardSessionId })))
    },
    consult: async (encounterId) => {
      okValue(await startConsultation(at().context, encounterId))
      const draft = { encounterId, soap, diagnoses, orders: [drugOrder] }
      const { visit } = okValue(await finishConsultation(at().context, draft))
      if (visit === null) throw new Error('the consultation has not ended')
    },
    close: (encounterId) =>
      turn(() => closeVisit(at().context, { encounterId, received: 1000, exceptionCode: null, exceptionReason: null })),
    writesOf: (cardNumber) =>
      at()
        .control.writes.filter((each) => each.cardNumber === cardNumber)
        .map(({ call }) => call),
  }
}
