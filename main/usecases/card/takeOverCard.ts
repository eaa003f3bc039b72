import type { WriteTx } from '../../store/handles.ts'
import { type PatientRecord, updateFromCard } from '../../store/patient/patientRepository.ts'
import type { CardProfile } from './cardSession.ts'

/** The patient as the card says it, which the NHI compares; what was written down by hand may have it otherwise. */
export const asOnCard = (patient: PatientRecord, { name, birthDate, sex, cardNumber }: CardProfile): PatientRecord => ({
  ...patient,
  name,
  birthDate,
  sex,
  nhiCardNumber: cardNumber,
})

/** Takes over into the chart what the plastic card of a patient says who was registered without it. */
export const takeOverCard = (tx: WriteTx, patient: PatientRecord, card: CardProfile, at: number): Promise<void> =>
  updateFromCard(tx, patient.id, asOnCard(patient, card), at)
