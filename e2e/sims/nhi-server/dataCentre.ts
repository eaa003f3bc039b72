import { createHmac, type KeyObject, randomBytes } from 'node:crypto'
import type { SimulatedClock } from '../http/simulatedClock.ts'
import type { Person } from '../people/person.ts'
import { rocDateOfIso } from '../people/rocDate.ts'
import type { JsonFile } from '../persistence/jsonFile.ts'
import type { NhiServerConfiguration } from './configuration.ts'
import type { CardOrder, CardState, NhiState, Visit } from './state.ts'

/** Refusals of the next uploads, by 1-based record: what the admin process asked for. */
export interface OrderedRefusal {
  readonly record: number
  /** Items such as `M44:AA` or `D05[1]:AF`. */
  readonly items: readonly string[]
}

/** Everything the routes of the NHI server work with. */
export interface DataCentre {
  readonly configuration: NhiServerConfiguration
  readonly file: JsonFile<NhiState>
  readonly clock: SimulatedClock
  readonly signatureKey: KeyObject
  /** Refusals in waiting; each formal upload takes the first. */
  readonly orderedRefusals: OrderedRefusal[][]
}

export function personByCard(centre: DataCentre, hcId: string): Person | undefined {
  return centre.configuration.people.find((person) => person.nhiCardNumber === hcId)
}

export function personByNationalId(centre: DataCentre, nationalId: string): Person | undefined {
  return centre.configuration.people.find((person) => person.nationalId === nationalId)
}

/** The card's state, begun from the person's data at the first look. */
export function cardStateOf(centre: DataCentre, person: Person): CardState {
  const { cards } = centre.file.value
  const known = cards[person.nhiCardNumber]
  if (known) return known
  const fresh: CardState = {
    validUntil: rocDateOfIso(person.cardValidUntil),
    treatmentCounter: person.treatmentCounter,
    lastSerial: {},
    lastVirtualSerial: {},
  }
  cards[person.nhiCardNumber] = fresh
  return fresh
}

/** A visit taken with this card at this time, unless it was taken back. */
export function visitOfCard(centre: DataCentre, hcId: string, treatmentDateTime: string): Visit | undefined {
  return centre.file.value.visits.find(
    (visit) => visit.hcId === hcId && visit.treatmentDateTime === treatmentDateTime && !visit.rolledBack,
  )
}

/** A new 就醫識別碼: 20 characters nobody but the data centre can take apart. */
export function newTreatmentNumber(): string {
  return randomBytes(15).toString('base64').replaceAll('+', 'P').replaceAll('/', 'S').toUpperCase()
}

/** The 256-character 安全簽章 of a visit. */
export function visitSignature(centre: DataCentre, treatmentNumber: string): string {
  const half = (part: string) =>
    createHmac('sha512', centre.file.value.secret).update(`${part}:${treatmentNumber}`).digest('hex')
  return `${half('1')}${half('2')}`.toUpperCase()
}

/** The 20 bytes that sign one order of a visit. */
export function orderSignature(
  centre: DataCentre,
  treatmentNumber: string,
  position: number,
  order: CardOrder,
): Buffer {
  const message = JSON.stringify([treatmentNumber, position, order])
  return createHmac('sha1', centre.file.value.secret).update(message).digest()
}
