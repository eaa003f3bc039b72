/** One row of a table with its place in the file. */
export interface DelimitedRow {
  /** 1-based line the row begins on. */
  readonly line: number
  readonly cells: readonly string[]
}

/** A title may stand above the table: so many characters of it are looked at. */
const headLength = 20_000

/** What divides the cells of a table: tabs where its first line has one, or most of its first lines that aren't empty. */
export const delimiterOf = (text: string): '\t' | ',' => {
  const lines = text
    .slice(0, headLength)
    .split(/[\r\n]/)
    .filter((line) => line.trim() !== '')
    .slice(0, 20)
  const tabbed = lines.filter((line) => line.includes('\t')).length
  return lines[0]?.includes('\t') === true || tabbed * 2 > lines.length ? '\t' : ','
}

/**
 * The rows of a table as government open data comes, one after another: UTF-8 with or without a byte-order mark, tab-separated, or
 * comma-separated with quotes where a cell holds a comma, quote or line break (RFC 4180). With tabs, quotes are ordinary characters,
 * and so is one that is never closed. Empty rows are left out.
 */
export function* eachRow(text: string): Generator<DelimitedRow> {
  const marked = text.startsWith('\uFEFF') ? text.slice(1) : text
  const content = marked.includes('\n') ? marked : marked.replaceAll('\r', '\n')
  const rows = delimiterOf(content) === '\t' ? tabRows(content) : commaRows(content)
  for (const row of rows) if (row.cells.some((cell) => cell.trim() !== '')) yield row
}

/** The line that begins at `from`, and where the next one begins. */
const lineAt = (content: string, from: number): readonly [string, number] => {
  const found = content.indexOf('\n', from)
  const end = found < 0 ? content.length : found
  return [content.slice(from, content.charAt(end - 1) === '\r' && end > from ? end - 1 : end), end + 1]
}

function* tabRows(content: string): Generator<DelimitedRow> {
  let line = 1
  for (let from = 0; from < content.length; line += 1) {
    const [row, next] = lineAt(content, from)
    yield { line, cells: row.split('\t') }
    from = next
  }
}

function* commaRows(content: string): Generator<DelimitedRow> {
  let line = 1
  let from = 0
  while (from < content.length) {
    const [plain, end] = lineAt(content, from)
    const row = plain.includes('"') ? quotedRow(content, from) : { cells: plain.split(','), next: end }
    yield { line, cells: row.cells }
    line += 1
    for (let at = content.indexOf('\n', from); at >= 0 && at < row.next - 1; at = content.indexOf('\n', at + 1))
      line += 1
    from = row.next
  }
}

/** A quote that isn't closed within so many characters was never one. */
const longestQuoted = 10_000

/** The cell that begins with a quote at `at`, and where it ends; null when it isn't closed. */
const quotedCell = (content: string, at: number): readonly [string, number] | null => {
  let cell = ''
  let from = at + 1
  for (;;) {
    const quote = content.indexOf('"', from)
    if (quote < 0 || quote - at > longestQuoted) return null
    cell += content.slice(from, quote)
    if (content.charAt(quote + 1) !== '"') return [cell, quote + 1]
    cell += '"'
    from = quote + 2
  }
}

/** One row in which cells may be quoted, and where the next one begins. */
const quotedRow = (content: string, from: number): { readonly cells: readonly string[]; readonly next: number } => {
  const cells: string[] = []
  let at = from
  for (;;) {
    const [quoted, behind] = (content.charAt(at) === '"' ? quotedCell(content, at) : null) ?? ['', at]
    at = behind
    // Whatever stands behind a closing quote belongs to its cell.
    while (at < content.length && !',\n'.includes(content.charAt(at))) at += 1
    const isLast = content.charAt(at) !== ','
    cells.push(quoted + content.slice(behind, isLast && content.charAt(at - 1) === '\r' && at > behind ? at - 1 : at))
    at += 1
    if (isLast) return { cells, next: at }
  }
}

/** A cell that a spreadsheet would take for a formula gets an apostrophe before it; some take the full-width signs for one, too. */
const isFormula = /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/

/** A number below nothing begins like a formula and is none. */
const isNumber = /^-\d+(\.\d+)?$/

const quoted = (cell: string): string => {
  const plain = isFormula.test(cell) && !isNumber.test(cell) ? `'${cell}` : cell
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain
}

/** Further rows of a table that begins with `delimitedText`. */
export const delimitedRows = (rows: readonly (readonly string[])[]): string =>
  rows.map((row) => `${row.map(quoted).join(',')}\r\n`).join('')

/** A table as a spreadsheet opens it: comma-separated (RFC 4180), UTF-8 with a byte-order mark. */
export const delimitedText = (rows: readonly (readonly string[])[]): string => `\uFEFF${delimitedRows(rows)}`
