/** One row of a table with its place in the file. */
export interface DelimitedRow {
  /** 1-based line the row begins on. */
  readonly line: number
  readonly cells: readonly string[]
}

/**
 * Rows of a table as government open data comes: UTF-8 with or without a byte-order mark, tab-separated, or comma-separated with
 * quotes where a cell holds a comma, quote or line break (RFC 4180). The first line tells which: a tab in it means tabs, and then
 * quotes are ordinary characters. Empty lines are left out.
 */
export const rowsOf = (text: string): readonly DelimitedRow[] => {
  const content = text.startsWith('\uFEFF') ? text.slice(1) : text
  const firstLine = content.slice(0, Math.max(content.search(/[\r\n]/), 0) || undefined)
  const rows = firstLine.includes('\t') ? tabRows(content) : commaRows(content)
  return rows.filter(({ cells }) => cells.some((cell) => cell.trim() !== ''))
}

const tabRows = (content: string): DelimitedRow[] =>
  content.split(/\r\n|\r|\n/).map((row, index) => ({ line: index + 1, cells: row.split('\t') }))

const commaRows = (content: string): DelimitedRow[] => {
  const rows: DelimitedRow[] = []
  let line = 1
  let start = 1
  let cells: string[] = []
  let cell = ''
  let isQuoted = false
  const endRow = (): void => {
    rows.push({ line: start, cells: [...cells, cell] })
    cells = []
    cell = ''
  }
  for (let index = 0; index < content.length; index += 1) {
    const character = content.charAt(index)
    const isBreak = character === '\n' || character === '\r'
    if (isBreak && !(character === '\r' && content.charAt(index + 1) === '\n')) line += 1
    if (isQuoted) {
      if (character !== '"') cell += character
      else if (content.charAt(index + 1) === '"') {
        cell += '"'
        index += 1
      } else isQuoted = false
    } else if (character === '"' && cell === '') isQuoted = true
    else if (character === ',') {
      cells.push(cell)
      cell = ''
    } else if (isBreak) {
      if (character === '\r' && content.charAt(index + 1) === '\n') index += 1
      if (character === '\r') line += content.charAt(index) === '\n' ? 1 : 0
      endRow()
      start = line
    } else cell += character
  }
  if (cell !== '' || cells.length > 0) endRow()
  return rows
}

/** A cell that a spreadsheet would take for a formula gets an apostrophe before it. */
const isFormula = /^[=+\-@\t\r]/

const quoted = (cell: string): string => {
  const plain = isFormula.test(cell) ? `'${cell}` : cell
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain
}

/** A table as a spreadsheet opens it: comma-separated (RFC 4180), UTF-8 with a byte-order mark. */
export const delimitedText = (rows: readonly (readonly string[])[]): string =>
  `\uFEFF${rows.map((row) => row.map(quoted).join(',')).join('\r\n')}\r\n`
