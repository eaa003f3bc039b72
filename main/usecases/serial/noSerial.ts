import type { EncounterSerial } from '../../store/visit/encounterRecord.ts'

/** A visit for which the NHI has given nothing. */
export const noSerial: EncounterSerial = {
  treatmentDateTime: null,
  visitSequenceNumber: null,
  treatmentNumber: null,
  securitySignature: null,
  samId: null,
  hospitalId: null,
  sameDay: false,
}
