import { rocDateTime } from '../people/rocDate.ts'
import { type DataCentre, newTreatmentNumber, visitSignature } from './dataCentre.ts'
import type { Visit } from './state.ts'

const SECOND_MS = 1000

/** What a new visit needs to be told; the rest the data centre makes. */
export type NewVisit = Pick<
  Visit,
  | 'kind'
  | 'hcId'
  | 'nationalId'
  | 'hospitalId'
  | 'samId'
  | 'virtual'
  | 'treatmentItem'
  | 'sequenceNumber'
  | 'counted'
  | 'babyTreatment'
  | 'afterCheck'
>

/** Enters a visit with a fresh identifier at the present second and saves. `isSameDay`: seen here today already. */
export function enterVisit(
  centre: DataCentre,
  details: NewVisit,
): { readonly visit: Visit; readonly isSameDay: boolean } {
  const { visits } = centre.file.value
  const treatmentNumber = newTreatmentNumber()
  const visit: Visit = {
    ...details,
    treatmentNumber,
    treatmentDateTime: freeDateTime(centre, details.nationalId),
    signature: details.kind === 'card' ? visitSignature(centre, treatmentNumber) : '',
    rolledBack: false,
    codesAndFees: null,
    orders: [],
    orderSignatures: {},
  }
  const isSameDay = visits.some((other) => isSameDayVisit(other, visit))
  visits.push(visit)
  centre.file.save()
  return { visit, isSameDay }
}

/** The present second, or the next one in which this person has no visit yet. */
function freeDateTime(centre: DataCentre, nationalId: string): string {
  const taken = new Set(
    centre.file.value.visits.filter((visit) => visit.nationalId === nationalId).map((visit) => visit.treatmentDateTime),
  )
  let at = centre.clock.now()
  while (taken.has(rocDateTime(at))) at += SECOND_MS
  return rocDateTime(at)
}

function isSameDayVisit(other: Visit, visit: Visit): boolean {
  return (
    !other.rolledBack &&
    other.nationalId === visit.nationalId &&
    other.hospitalId === visit.hospitalId &&
    other.treatmentDateTime.slice(0, 7) === visit.treatmentDateTime.slice(0, 7)
  )
}
