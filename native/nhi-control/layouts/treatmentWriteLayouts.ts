import { fail, type Result } from '../../../preload/contract/result.ts'
import type { TreatmentWrite } from '../port.ts'
import { icd10Cell, packedCode } from './diagnosisKinds.ts'
import { counter, matching } from './fieldKinds.ts'
import { encodeLayout, type FieldKind, type Layout, place } from './layout.ts'

/** 補卡註記 and six diagnoses, each in its place; empty where there is none. */
export interface CodeWrite {
  readonly afterCheck: string
  readonly main: string
  readonly secondary1: string
  readonly secondary2: string
  readonly secondary3: string
  readonly secondary4: string
  readonly secondary5: string
}

/** The five fees of a visit, in points or NT$. */
export interface FeeWrite {
  readonly outpatientFee: number
  readonly outpatientCopayment: number
  readonly inpatientFee: number
  readonly inpatientCopaymentA: number
  readonly inpatientCopaymentB: number
}

/** The six diagnoses behind the 補卡註記, each `width` bytes, in a buffer that ends at byte `last`. */
const codePlaces = (width: number, kind: FieldKind<string>, last: number): Layout<CodeWrite>['places'] => {
  const diagnosis = (index: number) => place(2 + index * width, Math.min(1 + (index + 1) * width, last), kind)
  return {
    afterCheck: place(1, 1, matching(/^[12]$/)),
    main: diagnosis(0),
    secondary1: diagnosis(1),
    secondary2: diagnosis(2),
    secondary3: diagnosis(3),
    secondary4: diagnosis(4),
    secondary5: diagnosis(5),
  }
}

/** The five fees from byte `from` on. */
const feePlaces = (from: number): Layout<FeeWrite>['places'] => ({
  outpatientFee: place(from, from + 7, counter),
  outpatientCopayment: place(from + 8, from + 15, counter),
  inpatientFee: place(from + 16, from + 23, counter),
  inpatientCopaymentA: place(from + 24, from + 30, counter),
  inpatientCopaymentB: place(from + 31, from + 37, counter),
})

/** hisWriteTreatmentCode, diagnoses as the card packs them. */
export const treatmentCodeLayout: Layout<CodeWrite> = {
  name: 'hisWriteTreatmentCode',
  length: 31,
  places: codePlaces(5, packedCode, 31),
}

/**
 * hisWriteTreatmentCode in ICD-10 mode. The last cell ends before its closing bracket.
 *
 * Also what the virtual-card SDK is given, as its buffers are the library's own (contract, facts/nhi-card.md §5.1). One public
 * program writes 43 bytes to the SDK instead: the mark and six codes of seven characters without brackets. No document bears
 * that out, and to the library itself it would be neither of the two forms of the manual, which the brackets tell apart. Should a
 * test SDK refuse the 54 bytes, a second layout `codePlaces(7, …, 43)` for `vhc-sdk/sdkWrites.ts` is all that changes.
 */
export const treatmentCodeIcd10Layout: Layout<CodeWrite> = {
  name: 'hisWriteTreatmentCode, ICD-10',
  length: 54,
  places: codePlaces(9, icd10Cell, 54),
}

/** hisWriteTreatmentFee. */
export const treatmentFeeLayout: Layout<FeeWrite> = { name: 'hisWriteTreatmentFee', length: 38, places: feePlaces(1) }

/** hisWriteTreatmentData: codes (31) and fees (38). */
export const treatmentDataLayout: Layout<CodeWrite & FeeWrite> = {
  name: 'hisWriteTreatmentData',
  length: 69,
  places: { ...codePlaces(5, packedCode, 31), ...feePlaces(32) },
}

/** hisWriteTreatmentData in ICD-10 mode: its 93 bytes leave the last cell whole, so that the fees begin at 56. */
export const treatmentDataIcd10Layout: Layout<CodeWrite & FeeWrite> = {
  name: 'hisWriteTreatmentData, ICD-10',
  length: 93,
  places: { ...codePlaces(9, icd10Cell, 55), ...feePlaces(56) },
}

const mostDiagnoses = 6

const codesOf = ({ afterCheck, diagnoses }: TreatmentWrite): CodeWrite => {
  const [main = '', secondary1 = '', secondary2 = '', secondary3 = '', secondary4 = '', secondary5 = ''] = diagnoses
  return { afterCheck, main, secondary1, secondary2, secondary3, secondary4, secondary5 }
}

/** A clinic has no inpatient fees. */
const feesOf = ({ outpatientFee, copayment }: TreatmentWrite): FeeWrite => ({
  outpatientFee,
  outpatientCopayment: copayment,
  inpatientFee: 0,
  inpatientCopaymentA: 0,
  inpatientCopaymentB: 0,
})

const withCodes = <T extends object>(input: TreatmentWrite, layout: Layout<T>, value: T): Result<Uint8Array> =>
  input.diagnoses.length > mostDiagnoses
    ? fail('RECORD_INVALID', { details: { layout: layout.name, reason: 'field', field: 'diagnoses' } })
    : encodeLayout(layout, value)

/** 31 bytes; codes that need it (`needsPacking`) must have been packed. `RECORD_INVALID` for what has no place in its field. */
export const encodeTreatmentCode = (input: TreatmentWrite): Result<Uint8Array> =>
  withCodes(input, treatmentCodeLayout, codesOf(input))

/** 54 bytes, codes of up to seven characters. */
export const encodeTreatmentCodeIcd10 = (input: TreatmentWrite): Result<Uint8Array> =>
  withCodes(input, treatmentCodeIcd10Layout, codesOf(input))

/** 38 bytes. */
export const encodeTreatmentFee = (input: TreatmentWrite): Result<Uint8Array> =>
  encodeLayout(treatmentFeeLayout, feesOf(input))

/** 69 bytes; codes as for `encodeTreatmentCode`. */
export const encodeTreatmentData = (input: TreatmentWrite): Result<Uint8Array> =>
  withCodes(input, treatmentDataLayout, { ...codesOf(input), ...feesOf(input) })

/** 93 bytes. */
export const encodeTreatmentDataIcd10 = (input: TreatmentWrite): Result<Uint8Array> =>
  withCodes(input, treatmentDataIcd10Layout, { ...codesOf(input), ...feesOf(input) })
