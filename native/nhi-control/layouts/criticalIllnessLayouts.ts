import { ok, type Result } from '../../../preload/contract/result.ts'
import type { CriticalIllness } from '../port.ts'
import { icd10Cell, icd10Request, isBlankIcd10, packedCode } from './diagnosisKinds.ts'
import { optionalDay } from './fieldKinds.ts'
import { decodeLayout, type FieldKind, groups, type Layout, place } from './layout.ts'

const mostIllnesses = 6

const packedIllness: Layout<CriticalIllness> = {
  name: 'critical illness',
  length: 19,
  places: {
    code: place(1, 5, packedCode),
    validFrom: place(6, 12, optionalDay),
    validUntil: place(13, 19, optionalDay),
  },
}

const icd10Illness: Layout<CriticalIllness> = {
  name: 'critical illness, ICD-10',
  length: 23,
  places: {
    code: place(1, 9, icd10Cell),
    validFrom: place(10, 16, optionalDay),
    validUntil: place(17, 23, optionalDay),
  },
}

/** Six 重大傷病 of 19 bytes, codes as the card packs them. */
export const packedIllnesses: FieldKind<readonly CriticalIllness[]> = groups(packedIllness, mostIllnesses)
/** Six 重大傷病 of 23 bytes, codes in ICD-10 cells. */
export const icd10Illnesses: FieldKind<readonly CriticalIllness[]> = groups(icd10Illness, mostIllnesses, isBlankIcd10)

/** Where the cells of six ICD-10 illnesses begin. */
export const icd10IllnessCells = [0, 1, 2, 3, 4, 5].map((group) => group * icd10Illness.length + 1)

interface Illnesses {
  readonly criticalIllnesses: readonly CriticalIllness[]
}

/** hisGetCriticalIllness. */
export const criticalIllnessLayout: Layout<Illnesses> = {
  name: 'hisGetCriticalIllness',
  length: 114,
  places: { criticalIllnesses: place(1, 114, packedIllnesses) },
}

/** hisGetCriticalIllness in ICD-10 mode. */
export const criticalIllnessIcd10Layout: Layout<Illnesses> = {
  name: 'hisGetCriticalIllness, ICD-10',
  length: 138,
  places: { criticalIllnesses: place(1, 138, icd10Illnesses) },
}

/** The input buffer that asks hisGetCriticalIllness for ICD-10 mode. */
export const criticalIllnessIcd10Request = (): Uint8Array =>
  icd10Request(criticalIllnessIcd10Layout.length, icd10IllnessCells)

/**
 * hisGetCriticalIllness in either mode, which its length tells (114, or 138 for ICD-10). Codes of the short form may be packed
 * (hisGetICD10DeC).
 */
export const decodeCriticalIllness = (bytes: Uint8Array): Result<readonly CriticalIllness[]> => {
  const { length } = criticalIllnessIcd10Layout
  const reply = decodeLayout(bytes.length === length ? criticalIllnessIcd10Layout : criticalIllnessLayout, bytes)
  return reply.ok ? ok(reply.value.criticalIllnesses) : reply
}
