import writeXlsxFile from 'write-excel-file/node'
import type { ReportFormat } from '../../preload/contract/paper/report.ts'
import type { FileTable, TableCell } from '../domain/reports/reportTable.ts'
import { delimitedText } from '../domain/tables/delimitedText.ts'
import { writeFileAtomically } from '../platform/atomicFile.ts'
import { fileErrorCode, isOutOfSpace } from '../platform/fileErrors.ts'
import { ReportRefused } from './reportRefused.ts'

/** Rows that are written to a file at most; a spreadsheet has some million, and nobody reads them. */
export const mostWritten = 200_000

const textOf = (cell: TableCell): string => (cell === null ? '' : String(cell))

const bytesOf = async (table: FileTable, format: ReportFormat): Promise<string | Uint8Array> => {
  if (format === 'csv') return delimitedText(table.map((row) => row.map(textOf)))
  // Text is written as text here, whatever it begins with: a spreadsheet takes none of it for a formula.
  const rows = table.map((row, index) =>
    row.map((value) =>
      typeof value === 'number'
        ? { value, type: Number, format: Number.isInteger(value) ? '#,##0' : '#,##0.##' }
        : { value: value ?? '', type: String, ...(index === 0 ? { fontWeight: 'bold' as const } : {}) },
    ),
  )
  return writeXlsxFile(rows, { stickyRowsCount: 1 }).toBuffer()
}

/** Where a report is written: the file, and the name beside it that it has until it is whole. */
export interface ReportPlace {
  readonly file: string
  readonly temporary: string
}

/** Writes a table to a file, whole or not at all. Throws `ReportRefused` with `FILE_NOT_WRITTEN` or `STORE_FULL`. */
export const writeReport = async (
  { file, temporary }: ReportPlace,
  table: FileTable,
  format: ReportFormat,
): Promise<void> => {
  const bytes = await bytesOf(table, format)
  try {
    await writeFileAtomically(file, bytes, temporary)
  } catch (error) {
    const code = fileErrorCode(error)
    if (code === null) throw error
    throw isOutOfSpace(error) ? new ReportRefused('STORE_FULL') : new ReportRefused('FILE_NOT_WRITTEN', { code })
  }
}
