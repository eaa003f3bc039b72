import { type DataCentre, personByNationalId } from './dataCentre.ts'
import type { AcceptedRecord, CardState, Upload, Visit } from './state.ts'

/** What the NHI holds, for tests to compare with what the workstation believes. */
export interface NhiLedger {
  readonly cards: readonly (CardState & { readonly personId: string; readonly nhiCardNumber: string })[]
  /** In the order they were taken, those taken back included. `personId` is null for people the simulator does not know. */
  readonly visits: readonly (Visit & { readonly personId: string | null })[]
  /** Accepted records by identity M05|M11|M15. */
  readonly records: readonly AcceptedRecord[]
  readonly deletedRecords: readonly string[]
  readonly uploads: readonly Upload[]
}

export function ledgerOf(centre: DataCentre): NhiLedger {
  const { cards, visits, records, deletedRecords, uploads } = centre.file.value
  return {
    cards: centre.configuration.people.flatMap((person) => {
      const card = cards[person.nhiCardNumber]
      return card ? [{ ...card, personId: person.id, nhiCardNumber: person.nhiCardNumber }] : []
    }),
    visits: visits.map((visit) => ({ ...visit, personId: personByNationalId(centre, visit.nationalId)?.id ?? null })),
    records: Object.values(records),
    deletedRecords,
    uploads,
  }
}
