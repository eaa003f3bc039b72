import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { OrderDraft } from '../../../../preload/contract/orders/order.ts'
import type { OrderSet } from '../../../../preload/contract/orders/orderSet.ts'
import { useDeskMutation } from '../../../bridge/query.ts'
import { Button } from '../../../ui/Button.tsx'
import { belongsToInputMethod } from '../../../ui/fields/inputMethod.ts'
import { ErrorCard } from '../../../ui/notices/ErrorCard.tsx'
import { useFocusReturn } from '../../../ui/useFocusReturn.ts'
import { OrderSetForm } from './OrderSetForm.tsx'

interface OrderSetPanelProps {
  readonly sets: readonly OrderSet[]
  /** The orders on the sheet, for a new set. */
  readonly orders: readonly OrderDraft[]
  readonly onTake: (set: OrderSet) => void
  readonly onLeave: () => void
}

const small = 'min-h-6! px-1.5!'

/** The sets of orders: Enter takes one, Del deletes it, Ctrl+Z brings it back; below, the sheet is saved as a set or one is changed. */
export const OrderSetPanel = ({ sets, orders, onTake, onLeave }: OrderSetPanelProps) => {
  const { t } = useTranslation()
  const [editing, setEditing] = useState<OrderSet | null>(null)
  const [deleted, setDeleted] = useState<OrderSet | null>(null)
  const remove = useDeskMutation('order-set:delete')
  const restore = useDeskMutation('order-set:restore')
  const box = useRef<HTMLElement>(null)
  useFocusReturn()
  // The first set, or the first field where there is none.
  useEffect(() => box.current?.querySelector<HTMLElement>('[data-first] button, input')?.focus(), [])

  const toDelete = (set: OrderSet): void => {
    remove.mutate({ orderSetId: set.orderSetId }, { onSuccess: () => setDeleted(set) })
    box.current?.focus()
  }
  const bringBack = (): void => {
    if (deleted === null) return
    restore.mutate({ orderSetId: deleted.orderSetId }, { onSuccess: () => setDeleted(null) })
  }
  const step = (event: KeyboardEvent, by: 1 | -1): void => {
    const rows = [...(box.current?.querySelectorAll<HTMLElement>('[data-testid^="order-set-take-"]') ?? [])]
    const at = rows.findIndex((row) => row.matches(':focus'))
    if (at < 0) return
    event.preventDefault()
    rows[at + by]?.focus()
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (belongsToInputMethod(event.nativeEvent)) return
    // What a floating list does with its keys is its own affair.
    if (!(event.target instanceof Node && box.current?.contains(event.target))) return
    const isTyping = event.target instanceof HTMLInputElement
    if (event.key === 'Escape') {
      event.preventDefault()
      onLeave()
    } else if (event.key.toLowerCase() === 'z' && event.ctrlKey && !isTyping && deleted !== null) {
      event.preventDefault()
      bringBack()
    } else if (event.key === 'ArrowDown') step(event, 1)
    else if (event.key === 'ArrowUp') step(event, -1)
  }
  const error = remove.error ?? restore.error
  return (
    <section
      ref={box}
      tabIndex={-1}
      data-layer
      aria-label={t('order.set.title')}
      data-testid="order-sets"
      onKeyDown={onKeyDown}
      className="flex max-h-72 shrink-0 flex-col overflow-y-auto border-t border-line bg-ground outline-none"
    >
      <div className="flex min-h-8 items-center gap-2 px-3 text-sm text-muted">
        <h3 className="flex-1">{t('order.set.title')}</h3>
        <Button tone="quiet" className={small} shortcut="Esc" onClick={onLeave}>
          {t('prescription.leave')}
        </Button>
      </div>
      {error === null ? null : <ErrorCard error={error} />}
      <ul>
        {sets.map((set, index) => (
          <li
            key={set.orderSetId}
            {...(index === 0 ? { 'data-first': true } : {})}
            className="flex min-h-8 items-center gap-1 border-t border-line bg-surface pr-2"
          >
            <button
              type="button"
              data-testid={`order-set-take-${index + 1}`}
              onClick={() => onTake(set)}
              onKeyDown={(event) => {
                if (event.key !== 'Delete') return
                event.preventDefault()
                toDelete(set)
              }}
              className="flex min-w-0 flex-1 items-baseline gap-3 self-stretch px-3 py-1 text-left hover:bg-sunken focus-visible:-outline-offset-2"
            >
              <span className="truncate">{set.name}</span>
              <span className="text-sm text-muted">{set.keyword}</span>
              <span className="flex-1" />
              <span className="text-sm whitespace-nowrap text-muted">
                {t(set.practitionerId === null ? 'order.set.clinic' : 'order.set.own')}{' '}
                {t('order.set.count', { count: set.orders.length })}
              </span>
            </button>
            <Button
              tone="quiet"
              className={small}
              onClick={() => setEditing(set)}
              data-testid={`order-set-edit-${index + 1}`}
            >
              {t('order.set.edit')}
            </Button>
            <Button
              tone="quiet"
              className={small}
              onClick={() => toDelete(set)}
              aria-label={t('order.set.deleteNamed', { name: set.name })}
            >
              {t('order.set.delete')}
            </Button>
          </li>
        ))}
      </ul>
      {deleted === null ? null : (
        <p
          className="flex items-center gap-2 px-3 py-1 text-sm text-muted"
          role="status"
          data-testid="order-set-deleted"
        >
          {t('order.removed', { name: deleted.name })}
          <Button tone="quiet" className={small} shortcut="Ctrl+Z" onClick={bringBack}>
            {t('order.undo')}
          </Button>
        </p>
      )}
      <OrderSetForm
        key={editing?.orderSetId ?? 'new'}
        set={editing}
        orders={orders}
        onSaved={() => {
          setEditing(null)
          box.current?.focus()
        }}
        onCancel={editing === null ? null : () => setEditing(null)}
      />
    </section>
  )
}
