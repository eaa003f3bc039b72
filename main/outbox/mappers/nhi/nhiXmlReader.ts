import { decodeBig5 } from './big5.ts'
import type { NhiOrderFields, NhiRecord, NhiRecordKind, NhiVisitFields } from './nhiRecord.ts'
import { type OrderTag, orderTags, type VisitTag, visitTags } from './nhiTags.ts'

/** Larger than 30 records with 500 orders each. */
const maxBytes = 16 * 1024 * 1024
const maxOrders = 500

class NotAnUploadFile extends Error {}

/** Walks over the text from left to right; whatever is not where the format wants it ends the walk. */
class Walk {
  private position = 0
  private readonly text: string
  constructor(text: string) {
    this.text = text
  }
  /** Steps over `expected` if it is next. */
  skips(expected: string): boolean {
    if (!this.text.startsWith(expected, this.position)) return false
    this.position += expected.length
    return true
  }
  wants(expected: string): void {
    if (!this.skips(expected)) throw new NotAnUploadFile(`${expected} wanted at ${this.position}`)
  }
  /** The value of `<tag>value</tag>` if that tag is next. */
  value(tag: string): string | undefined {
    if (!this.skips(`<${tag}>`)) return undefined
    const end = this.text.indexOf('<', this.position)
    const value = this.text.slice(this.position, end === -1 ? this.text.length : end)
    this.position += value.length
    if (value === '' || /[>&"']/.test(value)) throw new NotAnUploadFile(`value of ${tag}`)
    this.wants(`</${tag}>`)
    return value
  }
  isAtEnd(): boolean {
    return this.position === this.text.length
  }
}

const fields = <Tag extends VisitTag | OrderTag>(walk: Walk, tags: readonly Tag[]): { [T in Tag]?: string } => {
  const result: { [T in Tag]?: string } = {}
  for (const tag of tags) {
    const value = walk.value(tag)
    if (value !== undefined) result[tag] = value
  }
  return result
}

const isKind = (text: string | undefined): text is NhiRecordKind => text !== undefined && /^[A-D]$/.test(text)

const readRecord = (walk: Walk): NhiRecord => {
  walk.wants('<MSH>')
  const H00 = walk.value('H00')
  const H01 = walk.value('H01')
  walk.wants('</MSH><MB><MB1>')
  const visit: NhiVisitFields = fields(walk, visitTags)
  walk.wants('</MB1>')
  const orders: NhiOrderFields[] = []
  while (walk.skips('<MB2>')) {
    if (orders.length === maxOrders) throw new NotAnUploadFile('too many orders')
    orders.push(fields(walk, orderTags))
    walk.wants('</MB2>')
  }
  walk.wants('</MB></REC>')
  if (H00 !== '1' || !isKind(H01)) throw new NotAnUploadFile('header')
  return { H00, H01, visit, orders }
}

/**
 * Reads an upload file back, in exactly the form `buildNhiFile` writes; null for anything else (other order of tags, white space,
 * empty or unknown tags, bytes that are not Big5).
 */
export const readNhiFile = (bytes: Uint8Array): NhiRecord[] | null => {
  const text = bytes.length > maxBytes ? null : decodeBig5(bytes)
  if (text === null) return null
  try {
    const walk = new Walk(text)
    walk.wants('<?xml version="1.0" encoding="Big5"?><RECS>')
    const records: NhiRecord[] = []
    while (walk.skips('<REC>')) records.push(readRecord(walk))
    walk.wants('</RECS>')
    return walk.isAtEnd() ? records : null
  } catch (error) {
    if (error instanceof NotAnUploadFile) return null
    throw error
  }
}
