import type { Finding } from './finding.ts'

/** A refused record of the result text. `place` is its 1-based place in the file, 0 for the file as a whole. */
export interface RefusedRecord {
  readonly place: number
  readonly nationalId: string
  readonly treatmentNumber: string
  readonly findings: readonly Finding[]
}

/** What the header of the result text says. Times as they stand there: yyyyMMddHHmmss…, sizes in bytes. */
export interface ResultHeader {
  readonly opcode: string
  readonly samId: string
  readonly hospitalId: string
  readonly uploadedAt: string
  readonly sizeBytes: number
  readonly recordsReceived: number
  readonly ordersReceived: number
  readonly receivedAt: string
  readonly checkedAt: string
  readonly recordsValid: number
  readonly ordersValid: number
  readonly recordsInvalid: number
}

const SECTION_LINE = '='.repeat(75)

/** The result text: a header of twelve bracketed values, then one section for each refused record. */
export function resultText(header: ResultHeader, refused: readonly RefusedRecord[]): string {
  const head = [
    `作業序號=[${header.opcode}]`,
    `安全模組代碼=[${header.samId}]`,
    `醫事機構代碼=[${header.hospitalId}]`,
    `上傳日期時間=[${header.uploadedAt}]`,
    `檔案大小=[${header.sizeBytes}]`,
    `接收筆數=[${header.recordsReceived}]`,
    `接收醫令數=[${header.ordersReceived}]`,
    `接收日期時間=[${header.receivedAt}]`,
    `檢核日期時間=[${header.checkedAt}]`,
    `正確筆數=[${header.recordsValid}]`,
    `正確醫令數=[${header.ordersValid}]`,
    `錯誤筆數=[${header.recordsInvalid}]`,
  ].join('\n')
  return `${[head, ...refused.map(section)].join(`\n${SECTION_LINE}\n`)}\n`
}

function section(record: RefusedRecord): string {
  const items = record.findings.map(itemOf).join('')
  return `第[${record.place}]筆\nM03=[${record.nationalId}]\nM15=[${record.treatmentNumber}]\n錯誤原因：${items}`
}

/** `TAG:CODE;`, or `TAG[order]:CODE;`. */
export function itemOf({ tag, code, order }: Finding): string {
  return `${tag}${order === undefined ? '' : `[${order}]`}:${code};`
}

/** Reads an item such as `M44:AA` or `D05[1]:AF` back; undefined when it is none. */
export function parseItem(item: string): Finding | undefined {
  const parts = /^([A-Z]{1,4}\d{0,2})(?:\[(\d+)\])?:([0-9A-Z]{2,4});?$/.exec(item.trim())
  if (!parts) return undefined
  const [, tag = '', order, code = ''] = parts
  return order === undefined ? { tag, code } : { tag, code, order: Number(order) }
}
