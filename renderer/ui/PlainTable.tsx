interface PlainTableProps {
  readonly columns: readonly string[]
  /** How many columns from the right are numbers, and so stand at its edge. */
  readonly numbers?: number
  /** As many cells in each as there are columns. */
  readonly rows: readonly (readonly string[])[]
  readonly empty: string
  readonly testId: string
}

/** A short table to be read, in which nothing can be chosen. */
export const PlainTable = ({ columns, numbers = 0, rows, empty, testId }: PlainTableProps) => {
  const sideOf = (column: number): string => (column >= columns.length - numbers ? 'pl-4 text-right' : 'pr-4 text-left')
  return rows.length === 0 ? (
    <p className="text-sm text-muted">{empty}</p>
  ) : (
    <table className="w-full border-collapse" data-testid={testId}>
      <thead>
        <tr className="border-b border-line text-sm text-muted">
          {columns.map((column, index) => (
            <th key={column} scope="col" className={`py-1 font-normal whitespace-nowrap ${sideOf(index)}`}>
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows are drawn once and never change places
          <tr key={at} className="border-b border-line align-baseline">
            {row.map((cell, column) => (
              <td key={columns[column] ?? ''} className={`py-1 ${sideOf(column)}`}>
                {cell}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
