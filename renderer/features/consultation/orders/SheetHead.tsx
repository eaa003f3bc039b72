import { useTranslation } from 'react-i18next'
import { sheetColumns } from './OrderRow.tsx'
import { columns } from './orderSheet.ts'

const isWords = (column: (typeof columns)[number]): boolean =>
  column === 'code' || column === 'frequency' || column === 'route'

/** What stands over the columns of the sheet; each cell says its own name to those who hear it. */
export const SheetHead = () => {
  const { t } = useTranslation()
  return (
    <div className={`${sheetColumns} border-b border-line bg-ground py-0.5 text-sm text-muted`} aria-hidden>
      {columns.map((column) => (
        <span key={column} className={`px-2 ${isWords(column) ? '' : 'text-right'}`}>
          {t(`order.column.${column}`)}
        </span>
      ))}
      <span className="px-2 text-right">{t('order.column.points')}</span>
    </div>
  )
}
