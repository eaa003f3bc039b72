import iconv from 'iconv-lite'
import { HEADER_FIELDS, ORDER_FIELDS, VISIT_FIELDS } from './fieldTable.ts'
import type { FileRefusal, ParsedUpload, UploadedRecord } from './uploadedRecord.ts'
import { type XmlToken, xmlTokens } from './xmlTokens.ts'

/** A refusal that unwinds the reading of one file. */
class Refused extends Error {
  readonly code: FileRefusal
  constructor(code: FileRefusal) {
    super(code)
    this.code = code
  }
}

type Values = Record<string, string>

const SEGMENT_FIELDS = { MSH: HEADER_FIELDS, MB1: VISIT_FIELDS, MB2: ORDER_FIELDS } as const

/** Reads the bytes of an upload: Big5, RECS > REC > MSH + MB > MB1 + MB2*. A wrong structure refuses the whole file. */
export function parseUpload(bytes: Buffer): ParsedUpload {
  try {
    const xml = iconv.decode(bytes, 'cp950')
    if (xml.includes('\ufffd') || declaresOtherEncoding(xml)) throw new Refused('Y014')
    const tokens = xmlTokens(xml)
    if (!tokens) throw new Refused('Y003')
    return { ok: true, records: readRecords(tokens) }
  } catch (error) {
    if (error instanceof Refused) return { ok: false, code: error.code }
    throw error
  }
}

function declaresOtherEncoding(xml: string): boolean {
  const encoding = /^<\?xml [^>]*encoding=["']([^"']*)["']/.exec(xml)?.[1]
  return encoding !== undefined && encoding.toLowerCase() !== 'big5'
}

function readRecords(tokens: readonly XmlToken[]): readonly UploadedRecord[] {
  const cursor = createCursor(tokens)
  cursor.expectStart('RECS', 'Y003')
  const records: UploadedRecord[] = []
  while (!cursor.isEnd('RECS')) {
    if (!cursor.isStart('REC')) throw new Refused(cursor.isOver() ? 'Y007' : 'Y005')
    records.push(readRecord(cursor))
  }
  cursor.next()
  if (cursor.isStart('RECS')) throw new Refused('Y015')
  if (!cursor.isOver()) throw new Refused('Y003')
  return records
}

function readRecord(cursor: Cursor): UploadedRecord {
  cursor.expectStart('REC', 'Y005')
  if (!cursor.isStart('MSH')) throw new Refused('Y002')
  const header = readSegment(cursor, 'MSH')
  cursor.expectStart('MB', 'Y005')
  if (!cursor.isStart('MB1')) throw new Refused('Y005')
  const visit = readSegment(cursor, 'MB1')
  const orders: Values[] = []
  while (cursor.isStart('MB2')) orders.push(readSegment(cursor, 'MB2'))
  cursor.expectEnd('MB', 'Y005')
  cursor.expectEnd('REC', 'Y006')
  return { header, visit, orders }
}

function readSegment(cursor: Cursor, name: keyof typeof SEGMENT_FIELDS): Values {
  const fields = SEGMENT_FIELDS[name]
  const values: Values = {}
  cursor.expectStart(name, 'Y005')
  while (!cursor.isEnd(name)) {
    const token = cursor.next()
    if (token?.kind !== 'start') throw new Refused(token ? 'Y003' : 'Y007')
    if (!fields.has(token.name)) throw new Refused('Y004')
    if (token.name in values) throw new Refused('Y003')
    values[token.name] = cursor.text().trim()
    cursor.expectEnd(token.name, 'Y005')
  }
  cursor.next()
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''))
}

interface Cursor {
  next(): XmlToken | undefined
  text(): string
  isOver(): boolean
  isStart(name: string): boolean
  isEnd(name: string): boolean
  expectStart(name: string, code: FileRefusal): void
  expectEnd(name: string, code: FileRefusal): void
}

/** A place in the tokens. Where the file ends too early, the closing RECS is missing: Y007. */
function createCursor(tokens: readonly XmlToken[]): Cursor {
  let at = 0
  const is = (kind: 'start' | 'end', name: string): boolean => {
    const token = tokens[at]
    return token?.kind === kind && token.name === name
  }
  const expect = (kind: 'start' | 'end', name: string, code: FileRefusal): void => {
    if (at >= tokens.length) throw new Refused('Y007')
    if (!is(kind, name)) throw new Refused(code)
    at += 1
  }
  return {
    next: () => tokens[at++],
    text() {
      const token = tokens[at]
      if (token?.kind !== 'text') return ''
      at += 1
      return token.text
    },
    isOver: () => at >= tokens.length,
    isStart: (name) => is('start', name),
    isEnd: (name) => is('end', name),
    expectStart: (name, code) => expect('start', name, code),
    expectEnd: (name, code) => expect('end', name, code),
  }
}
