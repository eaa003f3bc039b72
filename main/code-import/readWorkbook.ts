import { unzipSync } from 'fflate'
import { readSheet } from 'read-excel-file/universal'
import type { DelimitedRow } from '../domain/tables/delimitedText.ts'

/** A workbook of more than that unpacked is no list of codes. */
const largestUnpackedBytes = 400 * 1024 * 1024

/** What the file says of its own size, before anything is unpacked. */
const unpackedBytes = (bytes: Uint8Array): number => {
  let sum = 0
  unzipSync(bytes, {
    filter: ({ originalSize }) => {
      sum += originalSize
      return false
    },
  })
  return sum
}

const textOf = (cell: unknown): string => {
  if (cell === null || cell === undefined) return ''
  if (cell instanceof Date) return cell.toISOString().slice(0, 10)
  if (typeof cell === 'boolean') return cell ? '1' : '0'
  // What a price computed by a sheet has behind its hundredths is its arithmetic's.
  if (typeof cell === 'number') return String(Number(cell.toPrecision(12)))
  return String(cell)
}

/** The rows of a workbook's first sheet, as text; `too-large` for what would not fit. Throws for what is no workbook. */
export const readWorkbook = async (bytes: Uint8Array): Promise<readonly DelimitedRow[] | 'too-large'> => {
  if (unpackedBytes(bytes) > largestUnpackedBytes) return 'too-large'
  const copy = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer
  const sheet = await readSheet(copy)
  return sheet
    .map((cells, index) => ({ line: index + 1, cells: cells.map(textOf) }))
    .filter(({ cells }) => cells.some((cell) => cell.trim() !== ''))
}
