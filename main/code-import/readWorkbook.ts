import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import readSheets from 'read-excel-file/universal'
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

const isSheet = (name: string): boolean => name.startsWith('xl/worksheets/')
/** A cell whose formula failed says so in its type, and what went wrong is its value. */
const failedCell = /(<c\b[^>]*\bt=")e"/g

/**
 * The workbook with what its failed formulas say (`#REF!`, `#N/A`) as text: the library leaves such cells empty, and a price that couldn't be
 * computed would pass for one that isn't there.
 */
const withFailuresAsText = (bytes: Uint8Array): Uint8Array => {
  const files = unzipSync(bytes)
  const failing = Object.entries(files).filter(([name, data]) => isSheet(name) && Buffer.from(data).includes(' t="e"'))
  if (failing.length === 0) return bytes
  const changed = failing.map(([name, data]) => [name, strToU8(strFromU8(data).replace(failedCell, '$1str"'))] as const)
  return zipSync({ ...files, ...Object.fromEntries(changed) }, { level: 0 })
}

/** So many rows of a sheet are looked through for headings. */
const firstRows = 26

const textOf = (cell: unknown): string => {
  if (cell === null || cell === undefined) return ''
  if (cell instanceof Date) return cell.toISOString().slice(0, 10)
  if (typeof cell === 'boolean') return cell ? '1' : '0'
  // What a price computed by a sheet has behind its hundredths is its arithmetic's.
  if (typeof cell === 'number') return String(Number(cell.toPrecision(12)))
  return String(cell)
}

/** How much of a table's official headings a sheet has among its first rows. */
export type SheetFit = (rows: readonly (readonly string[])[]) => number

/**
 * The rows of a workbook's sheet that fits best, the first where none fits better, as text: official workbooks begin with a sheet of
 * explanations, or hold several lists. `too-large` for what would not fit. Throws for what is no workbook.
 */
export const readWorkbook = async (
  bytes: Uint8Array,
  fitOf: SheetFit,
): Promise<readonly DelimitedRow[] | 'too-large'> => {
  if (unpackedBytes(bytes) > largestUnpackedBytes) return 'too-large'
  const told = withFailuresAsText(bytes)
  const copy = told.buffer.slice(told.byteOffset, told.byteOffset + told.byteLength) as ArrayBuffer
  let best: { readonly fit: number; readonly rows: readonly DelimitedRow[] } | null = null
  for (const { data } of await readSheets(copy)) {
    const rows = data
      .map((cells, index) => ({ line: index + 1, cells: cells.map(textOf) }))
      .filter(({ cells }) => cells.some((cell) => cell.trim() !== ''))
    const fit = fitOf(rows.slice(0, firstRows).map(({ cells }) => cells))
    if (best === null || fit > best.fit) best = { fit, rows }
  }
  return best?.rows ?? []
}
