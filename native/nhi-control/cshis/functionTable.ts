/**
 * How the library takes a parameter. Text goes in with a NUL that no layout counts; what comes out has none.
 *
 * - `int`: by value · `text`: char*, only read
 * - `buffer`: char* that is filled, its capacity is given; a `length` follows it, short* in and out
 * - `fixed`: char* that is filled up to a width of its own, without a length
 * - `int-cell`: int* in and out · `text-cell`: char* in and out, filled with text of at most its capacity
 */
export type ParameterKind = 'int' | 'text' | 'buffer' | 'length' | 'fixed' | 'int-cell' | 'text-cell'

/** A function of csHis50.dll, as the helper process binds it and as the watch over its calls needs to know it. */
export interface LibraryFunction {
  readonly parameters: readonly ParameterKind[]
  /** `once`: a call whose answer is lost may have changed the card or the NHI's books, and must not simply be made again. */
  readonly safety: 'repeatable' | 'once'
  /** How long a call may take: most wait for reader and data centre, some for a person at the pad, one for a transfer. */
  readonly patience: 'usual' | 'person' | 'transfer'
}

const repeatable = (...parameters: ParameterKind[]): LibraryFunction => ({
  parameters,
  safety: 'repeatable',
  patience: 'usual',
})
const once = (...parameters: ParameterKind[]): LibraryFunction => ({ parameters, safety: 'once', patience: 'usual' })
/** A PIN is asked for at the pad; one that was typed twice does no harm. */
const pad: LibraryFunction = { parameters: [], safety: 'repeatable', patience: 'person' }

/** What is needed of the library (facts/nhi-card.md §2.2). A library that lacks one of them is not used at all. */
export const libraryFunctions = {
  csOpenCom: repeatable('int'),
  csCloseCom: repeatable(),
  csSoftwareReset: repeatable('int'),
  csVerifySAMDC: repeatable(),
  csGetHospID: repeatable('buffer', 'length'),
  hisGetCardStatus: repeatable('int'),
  hisGetBasicData: repeatable('buffer', 'length'),
  hisGetRegisterBasic: repeatable('buffer', 'length'),
  hisGetRegisterBasic2: repeatable('buffer', 'length'),
  hisGetEmergentTel: repeatable('buffer', 'length'),
  hisGetCriticalIllness: repeatable('buffer', 'length'),
  hisGetCumulativeData: repeatable('buffer', 'length'),
  hisGetTreatmentNoNeedHPC: repeatable('buffer', 'length'),
  hisGetTreatmentNeedHPC: repeatable('buffer', 'length'),
  hisReadPrescriptMain: repeatable('buffer', 'length', 'int', 'int', 'int-cell'),
  hisGetTreatNumICCard: repeatable('text', 'buffer', 'length'),
  hisGetICD10EnC: repeatable('text', 'fixed'),
  hisGetICD10DeC: repeatable('text', 'fixed'),
  hisGetSeqNumber256N1: once('text', 'text', 'text', 'buffer', 'length'),
  hisGetTreatNumNoICCard: once('text', 'text', 'buffer', 'length'),
  csUnGetSeqNumber: once('text'),
  csUpdateHCContents: once(),
  hisWriteTreatmentCode: once('text', 'text', 'text', 'text', 'fixed'),
  hisWriteTreatmentFee: once('text', 'text', 'text', 'text'),
  hisWriteMultiPrescriptSign: once('text', 'text', 'text', 'text', 'int-cell', 'buffer', 'length'),
  csUploadData: {
    parameters: ['text', 'text-cell', 'text-cell', 'buffer', 'length'],
    // Records that arrive twice replace themselves.
    safety: 'repeatable',
    patience: 'transfer',
  },
  hpcVerifyHPCPIN: pad,
  hpcInputHPCPIN: pad,
  hpcUnlockHPC: pad,
  hpcGetHPCSSN: repeatable('buffer', 'length'),
  csISSetPIN: repeatable(),
  csVerifyHCPIN: pad,
  csInputHCPIN: pad,
  csDisableHCPIN: pad,
} as const satisfies Readonly<Record<string, LibraryFunction>>

export type FunctionName = keyof typeof libraryFunctions

export const functionNames = Object.keys(libraryFunctions) as readonly FunctionName[]

export const functionOf = (name: FunctionName): LibraryFunction => libraryFunctions[name]

/**
 * What the caller gives for each parameter but `length`: the number, the capacity in bytes, or the bytes. A `text-cell` has the
 * capacity of the bytes given, NULs at their end included.
 */
export type CallArgument = number | Uint8Array

const isWhole = (value: number, most: number): boolean => Number.isInteger(value) && value >= 0 && value <= most
/** A capacity has to fit into a signed 16-bit length. */
const mostCapacity = 0x7fff

/** Whether these are the arguments that the function takes; the helper hands nothing else to foreign code. */
export const argumentsFit = (name: FunctionName, given: readonly CallArgument[]): boolean => {
  const wanted = functionOf(name).parameters.filter((kind) => kind !== 'length')
  return (
    wanted.length === given.length &&
    wanted.every((kind, index) => {
      const value = given[index]
      if (kind === 'text') return value instanceof Uint8Array && !value.includes(0)
      if (kind === 'text-cell') return value instanceof Uint8Array
      return (
        typeof value === 'number' && isWhole(value, kind === 'buffer' || kind === 'fixed' ? mostCapacity : 0x7fffffff)
      )
    })
  )
}
