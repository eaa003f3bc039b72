interface PlainTableProps {
  readonly columns: readonly string[]
  /** As many cells in each as there are columns. */
  readonly rows: readonly (readonly string[])[]
  readonly empty: string
  readonly testId: string
}

/** A short table to be read, in which nothing can be chosen. */
export const PlainTable = ({ columns, rows, empty, testId }: PlainTableProps) =>
  rows.length === 0 ? (
    <p className="text-sm text-muted">{empty}</p>
  ) : (
    <table className="w-full border-collapse" data-testid={testId}>
      <thead>
        <tr className="border-b border-line text-left text-sm text-muted">
          {columns.map((column) => (
            <th key={column} scope="col" className="py-1 pr-4 font-normal whitespace-nowrap">
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
              <td key={columns[column] ?? ''} className="py-1 pr-4">
                {cell}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
