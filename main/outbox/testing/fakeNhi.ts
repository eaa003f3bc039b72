import type { NhiControlPort } from '../../../native/nhi-control/port.ts'
import { type AppError, fail, ok } from '../../../preload/contract/result.ts'
import { type NhiRecord, nhiRecordIdentity } from '../mappers/nhi/nhiRecord.ts'
import { readNhiFile } from '../mappers/nhi/nhiXmlReader.ts'
import { type ResultFault, resultText } from '../mappers/nhi/resultText.ts'

type UploadPort = Pick<NhiControlPort, 'uploadRecords' | 'uploadResult' | 'treatmentNumberWithoutCard' | 'open'>
type Call = 'upload' | 'result' | 'number' | 'open'

/** What goes wrong with one call; `done`: the NHI has carried it out all the same. */
export interface NhiFault {
  readonly error: AppError
  readonly done?: boolean
}

/**
 * An NHI behind the port, for tests: takes files in, replaces records of the same identity, takes deleted ones away, judges when it is
 * asked.
 */
export interface FakeNhi {
  readonly port: UploadPort
  readonly calls: { readonly call: Call; readonly records: number }[]
  /** Records the NHI holds as valid, by identity, with how often each was handed in. */
  readonly held: Map<string, number>
  /** What each of them holds: the newest copy. */
  readonly contents: Map<string, NhiRecord>
  /** Answered before anything else, in order. */
  readonly faults: Partial<Record<Call, NhiFault[]>>
  /** Items (`M44:AH01`) against a record. */
  judge: (record: NhiRecord) => readonly string[]
  /** Results are ready after so many questions. */
  readyAfter: number
  /** Replaces the text of a result. */
  distort: (text: string, opcode: string) => string
}

export const nhiFailed = (code: AppError['code'], statusCode?: string): NhiFault => ({
  error: fail(code, statusCode === undefined ? {} : { details: { statusCode } }).error,
})

export const createFakeNhi = (): FakeNhi => {
  const files = new Map<
    string,
    { readonly records: readonly NhiRecord[]; readonly pointless: ReadonlySet<NhiRecord>; asked: number }
  >()
  let opcodes = 0
  let numbers = 0

  const faultOf = (call: Call): NhiFault | undefined => fake.faults[call]?.shift()
  const takeIn = (xml: Uint8Array): string => {
    const records = readNhiFile(xml)
    if (records === null) throw new Error('no upload file')
    fake.calls.push({ call: 'upload', records: records.length })
    /** Deletions of what is not there. */
    const pointless = new Set<NhiRecord>()
    for (const record of records) {
      if (fake.judge(record).length > 0) continue
      const identity = nhiRecordIdentity(record)
      if (record.H01 === 'D') {
        if (!fake.held.delete(identity)) pointless.add(record)
        fake.contents.delete(identity)
        continue
      }
      fake.held.set(identity, (fake.held.get(identity) ?? 0) + 1)
      fake.contents.set(identity, record)
    }
    opcodes += 1
    const opcode = `20261122103015${String(opcodes).padStart(6, '0')}3531020884000000010001`
    files.set(opcode, { records, pointless, asked: 0 })
    return opcode
  }

  const fake: FakeNhi = {
    calls: [],
    held: new Map(),
    contents: new Map(),
    faults: {},
    judge: () => [],
    readyAfter: 1,
    distort: (text) => text,
    port: {
      open: async () => {
        fake.calls.push({ call: 'open', records: 0 })
        const fault = faultOf('open')
        if (fault !== undefined) return { ok: false, error: fault.error }
        return ok({ initialised: true, sam: 'verified', professionalCard: 'none', patientCard: 'none' })
      },
      uploadRecords: async (xml) => {
        const fault = faultOf('upload')
        if (fault === undefined) return ok({ opcode: takeIn(xml) })
        if (fault.done === true) takeIn(xml)
        else fake.calls.push({ call: 'upload', records: readNhiFile(xml)?.length ?? 0 })
        return { ok: false, error: fault.error }
      },
      uploadResult: async (opcode) => {
        const file = files.get(opcode)
        fake.calls.push({ call: 'result', records: file?.records.length ?? 0 })
        const fault = faultOf('result')
        if (fault !== undefined) return { ok: false, error: fault.error }
        if (file === undefined) return fail('NHI_REFUSED', { details: { statusCode: '5001' } })
        file.asked += 1
        if (file.asked < fake.readyAfter) return ok({ text: null })
        const faults = file.records.flatMap((record, index): ResultFault[] => {
          const items = file.pointless.has(record) ? ['H01:D001'] : fake.judge(record)
          return items.length === 0 ? [] : [{ index, items }]
        })
        return ok({ text: fake.distort(resultText(file.records, faults), opcode) })
      },
      treatmentNumberWithoutCard: async () => {
        fake.calls.push({ call: 'number', records: 0 })
        const fault = faultOf('number')
        if (fault !== undefined) return { ok: false, error: fault.error }
        numbers += 1
        return ok({ treatmentDateTime: '1151122103000', treatmentNumber: `NOCARD${String(numbers).padStart(14, '0')}` })
      },
    },
  }
  return fake
}
