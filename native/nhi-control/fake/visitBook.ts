import { rocDateTimeToEpoch, toRocDateTime } from '../../../preload/contract/patient/rocDate.ts'
import type { CardVisit, VisitSerial } from '../port.ts'

/** A visit as the fake NHI keeps it. */
export interface FakeVisit extends CardVisit {
  readonly cardNumber: string
  readonly treatmentNumber: string
}

/** What became of giving a serial back: 就醫類別 without a serial have none to give back. */
export type TakenBack = 'done' | 'unknown' | 'not-counted' | 'too-late'

/** The visits of the fake NHI, and the numbers it gives away. */
export interface FakeVisitBook {
  readonly visits: readonly FakeVisit[]
  /** `virtual` serials start with a letter and count apart. */
  take(cardNumber: string, treatmentItem: string, virtual: boolean): VisitSerial
  takeBack(treatmentDateTime: string, cardNumber: string): TakenBack
  find(treatmentDateTime: string): FakeVisit | undefined
  /** Newest first. */
  ofCard(cardNumber: string): readonly CardVisit[]
  newTreatmentNumber(): string
  /** 40 hexadecimal digits. */
  newOrderSignature(): string
}

export const fakeIdentity = { hospitalId: '3501200000', samId: '000000000000' } as const

const dayMs = 86_400_000

/** 就醫類別 that use up a serial (facts/nhi-card.md §3.1). */
const isCounted = (treatmentItem: string): boolean => /^0\d$/.test(treatmentItem)

export const createFakeVisitBook = (now: () => number): FakeVisitBook => {
  const visits: FakeVisit[] = []
  const undone = new Set<string>()
  let given = 0
  const next = (width: number): string => {
    given += 1
    return String(given).padStart(width, '0')
  }
  const newTreatmentNumber = (): string => `FAKE${next(16)}`
  const find = (treatmentDateTime: string): FakeVisit | undefined =>
    visits.find((visit) => visit.treatmentDateTime === treatmentDateTime)

  /** Visits are told apart by the second in which they begin; one that was given back keeps its own. */
  const freeSecond = (): string => {
    let at = now()
    while (find(toRocDateTime(at)) !== undefined || undone.has(toRocDateTime(at))) at += 1000
    return toRocDateTime(at)
  }

  return {
    visits,
    find,
    newTreatmentNumber,
    newOrderSignature: () => next(40),
    take(cardNumber, treatmentItem, virtual) {
      const treatmentDateTime = freeSecond()
      const isSameDay = (visit: FakeVisit): boolean =>
        visit.cardNumber === cardNumber && visit.treatmentDateTime.slice(0, 7) === treatmentDateTime.slice(0, 7)
      const sameDay = visits.some(isSameDay)
      const visitSequenceNumber = !isCounted(treatmentItem) ? null : virtual ? `V${next(3)}` : next(4)
      const treatmentNumber = newTreatmentNumber()
      visits.push({
        cardNumber,
        treatmentItem,
        treatmentDateTime,
        hospitalId: fakeIdentity.hospitalId,
        visitSequenceNumber,
        treatmentNumber,
      })
      return {
        ...fakeIdentity,
        treatmentDateTime,
        visitSequenceNumber: visitSequenceNumber ?? '',
        securitySignature: 'fake-security-signature',
        sameDay,
        treatmentNumber,
      }
    },
    takeBack(treatmentDateTime, cardNumber) {
      const at = visits.findIndex(
        (visit) => visit.treatmentDateTime === treatmentDateTime && visit.cardNumber === cardNumber,
      )
      const visit = visits[at]
      if (visit === undefined) return undone.has(treatmentDateTime) ? 'done' : 'unknown'
      if (visit.visitSequenceNumber === null) return 'not-counted'
      if (now() - rocDateTimeToEpoch(treatmentDateTime) > dayMs) return 'too-late'
      visits.splice(at, 1)
      undone.add(treatmentDateTime)
      return 'done'
    },
    ofCard: (cardNumber) =>
      visits
        .filter((visit) => visit.cardNumber === cardNumber)
        .map(({ treatmentItem, treatmentDateTime, hospitalId, visitSequenceNumber }) => ({
          treatmentItem,
          treatmentDateTime,
          hospitalId,
          visitSequenceNumber,
        }))
        .toSorted((one, other) => other.treatmentDateTime.localeCompare(one.treatmentDateTime)),
  }
}
