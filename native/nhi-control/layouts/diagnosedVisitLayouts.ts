import { ok, type Result } from '../../../preload/contract/result.ts'
import type { CardVisit, CardVisitWithDiagnoses, CriticalIllness } from '../port.ts'
import { icd10IllnessCells, icd10Illnesses, packedIllnesses } from './criticalIllnessLayouts.ts'
import { icd10Cell, icd10Request, isBlankIcd10, packedCode } from './diagnosisKinds.ts'
import { rocDateTime } from './fieldKinds.ts'
import { decodeLayout, type FieldKind, groups, type Layout, place } from './layout.ts'

const mostOnCard = 6

/** The diagnoses of one visit, each as its place in the buffer; empty where there is none. */
interface DiagnosisGroup {
  readonly treatmentDateTime: string
  readonly main: string
  readonly secondary1: string
  readonly secondary2: string
  readonly secondary3: string
  readonly secondary4: string
  readonly secondary5: string
}

/** A visit group whose six diagnosis fields have this width. */
const visitGroup = (name: string, width: number, kind: FieldKind<string>): Layout<DiagnosisGroup> => {
  const diagnosis = (index: number) => place(14 + index * width, 13 + (index + 1) * width, kind)
  return {
    name,
    length: 13 + 6 * width,
    places: {
      treatmentDateTime: place(1, 13, rocDateTime),
      main: diagnosis(0),
      secondary1: diagnosis(1),
      secondary2: diagnosis(2),
      secondary3: diagnosis(3),
      secondary4: diagnosis(4),
      secondary5: diagnosis(5),
    },
  }
}

const packedVisit = visitGroup('diagnoses of a visit', 5, packedCode)
const icd10Visit = visitGroup('diagnoses of a visit, ICD-10', 9, icd10Cell)

interface TreatmentNeedHpc {
  readonly criticalIllnesses: readonly CriticalIllness[]
  readonly visits: readonly DiagnosisGroup[]
}

/** hisGetTreatmentNeedHPC. The illnesses are blank for pharmacists. */
export const treatmentNeedHpcLayout: Layout<TreatmentNeedHpc> = {
  name: 'hisGetTreatmentNeedHPC',
  length: 372,
  places: {
    criticalIllnesses: place(1, 114, packedIllnesses),
    visits: place(115, 372, groups(packedVisit, mostOnCard)),
  },
}

/** hisGetTreatmentNeedHPC in ICD-10 mode. */
export const treatmentNeedHpcIcd10Layout: Layout<TreatmentNeedHpc> = {
  name: 'hisGetTreatmentNeedHPC, ICD-10',
  length: 540,
  places: {
    criticalIllnesses: place(1, 138, icd10Illnesses),
    visits: place(139, 540, groups(icd10Visit, mostOnCard, isBlankIcd10)),
  },
}

const places = [0, 1, 2, 3, 4, 5]
const icd10VisitCells = places.flatMap((group) => places.map((cell) => 139 + group * icd10Visit.length + 13 + cell * 9))

/** The input buffer that asks hisGetTreatmentNeedHPC for ICD-10 mode. */
export const treatmentNeedHpcIcd10Request = (): Uint8Array =>
  icd10Request(treatmentNeedHpcIcd10Layout.length, [...icd10IllnessCells, ...icd10VisitCells])

/** The diagnoses written to a visit, the main one first. */
export interface VisitDiagnoses {
  readonly treatmentDateTime: string
  readonly diagnoses: readonly string[]
}

/** hisGetTreatmentNeedHPC in either mode, which its length tells (372, or 540 for ICD-10), in the card's order. */
export const decodeTreatmentNeedHpc = (
  bytes: Uint8Array,
): Result<{ readonly criticalIllnesses: readonly CriticalIllness[]; readonly visits: readonly VisitDiagnoses[] }> => {
  const { length } = treatmentNeedHpcIcd10Layout
  const reply = decodeLayout(bytes.length === length ? treatmentNeedHpcIcd10Layout : treatmentNeedHpcLayout, bytes)
  if (!reply.ok) return reply
  const visits = reply.value.visits.map(({ treatmentDateTime, ...codes }) => ({
    treatmentDateTime,
    diagnoses: [
      codes.main,
      codes.secondary1,
      codes.secondary2,
      codes.secondary3,
      codes.secondary4,
      codes.secondary5,
    ].filter((code) => code !== ''),
  }))
  return ok({ criticalIllnesses: reply.value.criticalIllnesses, visits })
}

/**
 * The visits of hisGetTreatmentNoNeedHPC with the diagnoses of hisGetTreatmentNeedHPC, which names a visit by its date and time
 * alone. A visit that nothing was written to has none.
 */
export const withDiagnoses = (
  visits: readonly CardVisit[],
  diagnosed: readonly VisitDiagnoses[],
): readonly CardVisitWithDiagnoses[] =>
  visits.map((visit) => ({
    ...visit,
    diagnoses:
      diagnosed.find(({ treatmentDateTime }) => treatmentDateTime === visit.treatmentDateTime)?.diagnoses ?? [],
  }))
