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
  /** Whether a call whose answer is lost may have changed the card or the NHI's books. */
  readonly effect: 'reads' | 'changes'
  /** How long a call may take: most wait for reader and data centre, some for a person at the pad, one for a transfer. */
  readonly patience: 'usual' | 'person' | 'transfer'
}

const reads = (...parameters: ParameterKind[]): LibraryFunction => ({ parameters, effect: 'reads', patience: 'usual' })
const changes = (...parameters: ParameterKind[]): LibraryFunction => ({
  parameters,
  effect: 'changes',
  patience: 'usual',
})
const asks = (effect: LibraryFunction['effect']): LibraryFunction => ({ parameters: [], effect, patience: 'person' })

/** What is needed of the library (facts/nhi-card.md §2.2). A library that lacks one of them is not used at all. */
export const libraryFunctions = {
  csOpenCom: reads('int'),
  csCloseCom: reads(),
  csSoftwareReset: reads('int'),
  csVerifySAMDC: reads(),
  csGetHospID: reads('buffer', 'length'),
  hisGetCardStatus: reads('int'),
  hisGetBasicData: reads('buffer', 'length'),
  hisGetRegisterBasic: reads('buffer', 'length'),
  hisGetRegisterBasic2: reads('buffer', 'length'),
  hisGetEmergentTel: reads('buffer', 'length'),
  hisGetCriticalIllness: reads('buffer', 'length'),
  hisGetCumulativeData: reads('buffer', 'length'),
  hisGetTreatmentNoNeedHPC: reads('buffer', 'length'),
  hisGetTreatmentNeedHPC: reads('buffer', 'length'),
  hisReadPrescriptMain: reads('buffer', 'length', 'int', 'int', 'int-cell'),
  hisGetTreatNumICCard: reads('text', 'buffer', 'length'),
  hisGetICD10EnC: reads('text', 'fixed'),
  hisGetICD10DeC: reads('text', 'fixed'),
  hisGetSeqNumber256N1: changes('text', 'text', 'text', 'buffer', 'length'),
  hisGetTreatNumNoICCard: changes('text', 'text', 'buffer', 'length'),
  csUnGetSeqNumber: changes('text'),
  csUpdateHCContents: changes(),
  hisWriteTreatmentCode: changes('text', 'text', 'text', 'text', 'fixed'),
  hisWriteTreatmentFee: changes('text', 'text', 'text', 'text'),
  hisWriteMultiPrescriptSign: changes('text', 'text', 'text', 'text', 'int-cell', 'buffer', 'length'),
  csUploadData: {
    parameters: ['text', 'text-cell', 'text-cell', 'buffer', 'length'],
    effect: 'changes',
    patience: 'transfer',
  },
  hpcVerifyHPCPIN: asks('reads'),
  hpcInputHPCPIN: asks('changes'),
  hpcUnlockHPC: asks('changes'),
  hpcGetHPCSSN: reads('buffer', 'length'),
  csISSetPIN: reads(),
  csVerifyHCPIN: asks('reads'),
  csInputHCPIN: asks('changes'),
  csDisableHCPIN: asks('changes'),
} as const satisfies Readonly<Record<string, LibraryFunction>>

export type FunctionName = keyof typeof libraryFunctions

export const functionNames = Object.keys(libraryFunctions) as readonly FunctionName[]

export const functionOf = (name: FunctionName): LibraryFunction => libraryFunctions[name]

/**
 * What the caller gives for each parameter but `length`: the number, the capacity in bytes, or the bytes. A `text-cell` has the
 * capacity of the bytes given.
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
      if (kind === 'text' || kind === 'text-cell') return value instanceof Uint8Array && !value.includes(0)
      return typeof value === 'number' && isWhole(value, kind === 'buffer' || kind === 'fixed' ? mostCapacity : 0x7fffffff)
    })
  )
}
