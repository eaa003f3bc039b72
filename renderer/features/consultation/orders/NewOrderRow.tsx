import { Plus } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../../ui/Button.tsx'
import { sheetColumns } from './OrderRow.tsx'

interface NewOrderRowProps {
  /** Where the next order is typed; null while the cursor is elsewhere. */
  readonly editor: ReactNode | null
  /** What was typed there and not chosen. */
  readonly halfTyped: string
  readonly onBegin: () => void
  readonly onSets: () => void
}

/** The last row of the sheet: the next order, and the way to the sets of orders. */
export const NewOrderRow = ({ editor, halfTyped, onBegin, onSets }: NewOrderRowProps) => {
  const { t } = useTranslation()
  return (
    <li className={`${sheetColumns} min-h-8`}>
      {editor ?? (
        <button
          type="button"
          data-testid="new-order"
          onClick={onBegin}
          className="flex items-center gap-1 px-2 text-left text-accent hover:bg-sunken focus-visible:-outline-offset-2"
        >
          <Plus className="size-4" aria-hidden />
          {halfTyped === '' ? t('order.newRow') : <span className="text-wait">{halfTyped}</span>}
        </button>
      )}
      <div className="col-span-6 flex items-center justify-end">
        <Button
          tone="quiet"
          className="min-h-6! px-1.5!"
          shortcut="Ctrl+G"
          data-testid="order-sets-open"
          onClick={onSets}
        >
          {t('order.set.title')}
        </Button>
      </div>
    </li>
  )
}
