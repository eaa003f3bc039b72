import { isValidNationalId, sexOfNationalId } from '../../../../preload/contract/card/nationalId.ts'
import type { FieldError } from '../../../../preload/contract/upload/upload.ts'
import { sexOfDiagnosis } from '../../../domain/visit/diagnosisSex.ts'
import { visitError } from './nhiFieldError.ts'
import type { NhiRecord, NhiVisitFields } from './nhiRecord.ts'
import type { VisitTag } from './nhiTags.ts'

const diagnosisTags = ['M35', 'M36', 'M37', 'M38', 'M39', 'M40'] as const satisfies readonly VisitTag[]

/** ICD-10-CM without its dot. Whether the code exists and may be claimed is checked where it is chosen. */
const isDiagnosis = (value: string): boolean => /^[A-Z]\d[0-9A-Z]{1,5}$/.test(value)

/**
 * Of whose sex the NHI knows: of a newborn on a parent's card by the letter of its mark (upper case male), of anybody else by the
 * number; null where neither tells (a passport).
 */
const sexOf = ({ M03, M08, M10 }: NhiVisitFields): 'M' | 'F' | null => {
  if (M10 !== undefined) return M10 === M10.toUpperCase() ? 'M' : 'F'
  // A passport's number can look like one that tells: only a whole one does.
  return M03 === undefined || M08 !== undefined || !isValidNationalId(M03) ? null : sexOfNationalId(M03)
}

const codeOf = (value: string, sex: 'M' | 'F' | null): '15' | '20' | null => {
  if (!isDiagnosis(value)) return '15'
  const only = sexOfDiagnosis(value)
  return only !== null && sex !== null && only !== sex ? '20' : null
}

/** Diagnoses that are none (15), and such as belong to the other sex (20). Source: facts/nhi-card.md §4.2–4.3. */
export const nhiDiagnosisErrors = ({ visit }: NhiRecord): FieldError[] => {
  const sex = sexOf(visit)
  return diagnosisTags.flatMap((tag) => {
    const value = visit[tag]
    const code = value === undefined ? null : codeOf(value, sex)
    return code === null ? [] : [visitError(tag, code)]
  })
}
