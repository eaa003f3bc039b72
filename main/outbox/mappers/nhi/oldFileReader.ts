import { decodeBig5 } from './big5.ts'
import {
  type OldFields,
  type OldRecord,
  oldDataTypes,
  oldOrderTags,
  oldRecordKinds,
  oldVisitTags,
} from './oldFormat.ts'

/** Far more than the files of a clinic's day. */
const maxBytes = 8 * 1024 * 1024
const maxRecords = 5_000
const maxOrders = 500
const maxValue = 1_000

/** Why a file is no upload file of format 1.0. `version`: of another format (2.0 has M and D tags). */
export type OldFileFault = 'too-large' | 'not-big5' | 'version' | 'structure'

export type OldFile =
  | { readonly ok: true; readonly records: readonly OldRecord[] }
  | { readonly ok: false; readonly fault: OldFileFault; readonly record: number | null }

class NoOldFile extends Error {
  readonly fault: OldFileFault
  constructor(fault: OldFileFault) {
    super(fault)
    this.fault = fault
  }
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
const plainText = (text: string): string => {
  const plain = text.replace(/&(amp|lt|gt|quot|apos);/g, (_, name: string) => entities[name] ?? '')
  if (/&[^;]{0,10};/.test(text.replace(/&(amp|lt|gt|quot|apos);/g, ''))) throw new NoOldFile('structure')
  return plain.trim()
}

/** Steps over a file from left to right. White space between elements means nothing in this format. */
class Walk {
  private position = 0
  private readonly text: string
  constructor(text: string) {
    this.text = text
  }
  private pass(): void {
    while (/\s/.test(this.text.charAt(this.position))) this.position += 1
  }
  skips(expected: string): boolean {
    this.pass()
    if (!this.text.startsWith(expected, this.position)) return false
    this.position += expected.length
    return true
  }
  wants(expected: string): void {
    if (!this.skips(expected)) throw new NoOldFile('structure')
  }
  declaration(): void {
    this.pass()
    const found = /^<\?xml\s[^?>]{0,100}\?>/i.exec(this.text.slice(this.position, this.position + 120))
    if (found === null) throw new NoOldFile('structure')
    const encoding = /encoding\s*=\s*["']([^"']*)["']/i.exec(found[0])?.[1]
    if (encoding !== undefined && encoding.toLowerCase() !== 'big5') throw new NoOldFile('not-big5')
    this.position += found[0].length
  }
  /** The next element's tag and value (empty where it has none); null where the segment ends. */
  element(): { readonly tag: string; readonly value: string } | null {
    this.pass()
    const opening = /^<([A-Z]\d{2})(\/?)>/.exec(this.text.slice(this.position, this.position + 6))
    const [whole, tag] = opening ?? []
    if (whole === undefined || tag === undefined) return null
    this.position += whole.length
    if (opening?.[2] === '/') return { tag, value: '' }
    const end = this.text.indexOf('<', this.position)
    if (end === -1 || end - this.position > maxValue) throw new NoOldFile('structure')
    const value = plainText(this.text.slice(this.position, end))
    this.position = end
    this.wants(`</${tag}>`)
    return { tag, value }
  }
  isAtEnd(): boolean {
    this.pass()
    return this.position === this.text.length
  }
}

/** The fields of one segment up to its end; one without a value is left out, one that stands twice or is unknown is no such file. */
const segment = (walk: Walk, name: string, tags: ReadonlySet<string>): OldFields => {
  const fields = new Map<string, string>()
  for (let next = walk.element(); next !== null; next = walk.element()) {
    const { tag, value } = next
    if (/^[MDVEH]/.test(tag)) throw new NoOldFile('version')
    if (!tags.has(tag) || fields.has(tag)) throw new NoOldFile('structure')
    if (value !== '') fields.set(tag, value)
  }
  walk.wants(`</${name}>`)
  return Object.fromEntries(fields)
}

const headerTags: ReadonlySet<string> = new Set(['A00', 'A01', 'A02'])

const readRecord = (walk: Walk): OldRecord => {
  walk.wants('<MSH>')
  const header = segment(walk, 'MSH', headerTags)
  walk.wants('<MB>')
  walk.wants('<MB1>')
  const visit = segment(walk, 'MB1', oldVisitTags)
  const orders: OldFields[] = []
  while (walk.skips('<MB2>')) {
    if (orders.length === maxOrders) throw new NoOldFile('too-large')
    orders.push(segment(walk, 'MB2', oldOrderTags))
  }
  walk.wants('</MB>')
  walk.wants('</REC>')
  const dataType = oldDataTypes[header.A00 ?? '']
  const kind = oldRecordKinds[header.A01 ?? '']
  if (header.A02 !== '1.0') throw new NoOldFile('version')
  if (dataType === undefined || kind === undefined) throw new NoOldFile('structure')
  return { dataType, kind, visit, orders }
}

/**
 * Reads an upload file of format 1.0, for looking at: nothing of it is ever sent again, because the NHI refuses 1.0 for a record that
 * it has in 2.0 (Y000). The file comes from outside: it is bounded, and whatever deviates is named with the record it was met in.
 */
export const readOldFile = (bytes: Uint8Array): OldFile => {
  if (bytes.length > maxBytes) return { ok: false, fault: 'too-large', record: null }
  const text = decodeBig5(bytes)
  if (text === null) return { ok: false, fault: 'not-big5', record: null }
  const records: OldRecord[] = []
  let isInRecord = false
  try {
    const walk = new Walk(text)
    walk.declaration()
    walk.wants('<RECS>')
    while (walk.skips('<REC>')) {
      isInRecord = true
      if (records.length === maxRecords) throw new NoOldFile('too-large')
      records.push(readRecord(walk))
      isInRecord = false
    }
    walk.wants('</RECS>')
    if (!walk.isAtEnd()) throw new NoOldFile('structure')
    return { ok: true, records }
  } catch (error) {
    if (!(error instanceof NoOldFile)) throw error
    return { ok: false, fault: error.fault, record: isInRecord ? records.length + 1 : null }
  }
}
