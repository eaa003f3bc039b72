import iconv from 'iconv-lite'
import { type FieldShape, HEADER_FIELDS, ORDER_FIELDS, VISIT_FIELDS } from '../fieldTable.ts'
import { eachOrder, type Finding, type RecordCheck } from '../finding.ts'
import type { TaggedValues } from '../uploadedRecord.ts'

const PATTERNS = { X: /^/, 9: /^\d+$/, S: /^-?\d+$/, Q: /^\d{1,5}(\.\d)?$/ } as const

/** AB wrong type, AC wrong length, for every field that is there. */
export const fieldShapes: RecordCheck = (record) => [
  ...shapesOf(record.header, HEADER_FIELDS),
  ...shapesOf(record.visit, VISIT_FIELDS),
  ...eachOrder(record, (order) => shapesOf(order, ORDER_FIELDS)),
]

function shapesOf(values: TaggedValues, table: ReadonlyMap<string, FieldShape>): readonly Finding[] {
  return Object.entries(values).flatMap(([tag, value]) => {
    const shape = table.get(tag)
    if (!shape) return []
    if (!PATTERNS[shape.type].test(value)) return [{ tag, code: 'AB' }]
    const width = iconv.encode(value, 'cp950').length
    return width > shape.width || (shape.exact && width !== shape.width) ? [{ tag, code: 'AC' }] : []
  })
}
