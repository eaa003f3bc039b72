import { toRocDateTime } from '../../../preload/contract/patient/rocDate.ts'
import { type MakeUpMark, makeUpMark, missingTreatmentNumber } from '../../domain/card/makeUp.ts'
import { rulesOn } from '../../domain/tables/ruleTables.ts'
import type { MakeUpRecord } from '../../store/card/makeUpRepository.ts'
import type { PatientRecord } from '../../store/patient/patientRepository.ts'
import type { EncounterRecord } from '../../store/visit/encounterRecord.ts'
import type { DeskContext } from '../context.ts'

/** What is known of the visit that is made good, from before it had a card. */
export interface ActualVisit {
  /** 就醫日期時間 and 就醫識別碼 the NHI issued for it without a card; null when none was. */
  readonly issued: { readonly dateTime: string; readonly treatmentNumber: string } | null
}

/** How the make-up names the visit: by the number issued for it, else by the moment it was registered. */
export const actualOf = (
  context: DeskContext,
  encounter: EncounterRecord,
  patient: PatientRecord,
  { issued }: ActualVisit,
): { readonly mark: MakeUpMark; readonly actual: NonNullable<MakeUpRecord['actual']> } => ({
  mark: makeUpMark(
    {
      actualDay: encounter.day,
      birthDate: patient.birthDate,
      actualTreatmentNumber: issued?.treatmentNumber ?? null,
    },
    rulesOn(context.rules, encounter.day).makeUpLimits,
  ),
  actual: issued ?? {
    dateTime: toRocDateTime(encounter.registeredAt),
    treatmentNumber: missingTreatmentNumber,
  },
})
