import { readFileSync, statSync } from 'node:fs'
import { basename } from 'node:path'
import type { FileLook } from '../../preload/contract/codes/codeTables.ts'
import { type DelimitedRow, delimiterOf, eachRow } from '../domain/tables/delimitedText.ts'
import { fileErrorCode } from '../platform/fileErrors.ts'
import { decodeTable } from './decodeTable.ts'
import { ImportRefused } from './importRefused.ts'
import { readWorkbook, type SheetFit } from './readWorkbook.ts'

/** A file of a million long lines has some 200 MB. */
const largestBytes = 300 * 1024 * 1024

/** A table that was read: its rows can be walked through as often as needed. */
export interface OpenTable extends Pick<FileLook, 'fileName' | 'bytes' | 'format' | 'encoding'> {
  rows(): Iterable<DelimitedRow>
  readonly strangeLines: ReadonlySet<number>
}

const bytesOf = (file: string): Uint8Array => {
  try {
    if (statSync(file).size > largestBytes)
      throw new ImportRefused('TABLE_FILE_TOO_LARGE', { bytes: statSync(file).size })
    return readFileSync(file)
  } catch (error) {
    const code = fileErrorCode(error)
    if (code === null) throw error
    throw new ImportRefused('TABLE_FILE_UNREADABLE', { problem: code })
  }
}

const isZip = (bytes: Uint8Array): boolean => bytes[0] === 0x50 && bytes[1] === 0x4b

/** The workbooks of old spreadsheets (.xls). */
const isOldWorkbook = (bytes: Uint8Array): boolean => bytes[0] === 0xd0 && bytes[1] === 0xcf

/** Bytes that no text has. */
const isBinary = (bytes: Uint8Array): boolean => {
  const [first] = bytes
  return first !== 0xff && first !== 0xfe && bytes.subarray(0, 8192).includes(0)
}

const workbook = async (bytes: Uint8Array, fitOf: SheetFit): Promise<readonly DelimitedRow[]> => {
  let rows: Awaited<ReturnType<typeof readWorkbook>>
  try {
    rows = await readWorkbook(bytes, fitOf)
  } catch {
    // The reader throws its own errors for each thing that can be wrong with a workbook; the person can only save it anew.
    throw new ImportRefused('TABLE_FILE_UNREADABLE', { problem: 'workbook' })
  }
  if (rows === 'too-large') throw new ImportRefused('TABLE_FILE_TOO_LARGE', { bytes: bytes.byteLength })
  return rows
}

/**
 * Reads a table file: CSV, TSV or XLSX, told apart by what is in it and not by its name; `fitOf` chooses among the sheets of a workbook. Throws `ImportRefused` with
 * `TABLE_FILE_UNREADABLE` (details.problem: the system's code, `binary`, `old-workbook`, `workbook`) or `TABLE_FILE_TOO_LARGE`.
 */
export const openTable = async (file: string, fitOf: SheetFit): Promise<OpenTable> => {
  const bytes = bytesOf(file)
  const facts = { fileName: basename(file), bytes: bytes.byteLength }
  if (isZip(bytes)) {
    const rows = await workbook(bytes, fitOf)
    return { ...facts, format: 'xlsx', encoding: null, rows: () => rows, strangeLines: new Set() }
  }
  if (isOldWorkbook(bytes)) throw new ImportRefused('TABLE_FILE_UNREADABLE', { problem: 'old-workbook' })
  if (isBinary(bytes)) throw new ImportRefused('TABLE_FILE_UNREADABLE', { problem: 'binary' })
  const { text, encoding, strangeLines } = decodeTable(bytes)
  const format = delimiterOf(text) === '\t' ? 'tsv' : 'csv'
  return { ...facts, format, encoding, rows: () => eachRow(text), strangeLines }
}
