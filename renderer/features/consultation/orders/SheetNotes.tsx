import { useTranslation } from 'react-i18next'
import { Button } from '../../../ui/Button.tsx'
import type { Taken } from '../order-sets/useTakeOrders.ts'

interface SheetNotesProps {
  /** Name of the order that was removed last; null for none. */
  readonly removed: string | null
  readonly onUndo: () => void
  readonly taken: Taken | null
}

/** What is to be said under the rows: what was removed, and what of a set or an earlier visit was not taken over. */
export const SheetNotes = ({ removed, onUndo, taken }: SheetNotesProps) => {
  const { t } = useTranslation()
  return (
    <>
      {removed === null ? null : (
        <li className="flex items-center gap-2 px-2 py-1 text-sm text-muted" role="status">
          {t('order.removed', { name: removed })}
          <Button tone="quiet" className="min-h-6! px-1.5!" shortcut="Ctrl+Z" onClick={onUndo}>
            {t('order.undo')}
          </Button>
        </li>
      )}
      {taken === null ? null : (
        <li className="px-2 py-1 text-sm text-wait" role="status" data-testid="orders-left-out">
          {taken.error === null
            ? [
                taken.ended.length === 0 ? null : t('order.ended', { names: taken.ended.join(t('app.and')) }),
                taken.isNothing ? t('order.nothingTaken') : null,
              ]
                .filter((words) => words !== null)
                .join(' ')
            : t(`error.${taken.error.code}.title`)}
        </li>
      )}
    </>
  )
}
