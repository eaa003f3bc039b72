import { Lock } from 'lucide-react'
import { type ReactNode, type Ref, useEffect, useImperativeHandle, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CatalogOrder } from '../../../../preload/contract/codes/catalog.ts'
import type { OrderDraft } from '../../../../preload/contract/orders/order.ts'
import type { OrderSet } from '../../../../preload/contract/orders/orderSet.ts'
import type { EncounterId } from '../../../../preload/contract/words.ts'
import { useDeskQuery } from '../../../bridge/query.ts'
import { Notice } from '../../../ui/notices/Notice.tsx'
import { useFieldMemory } from '../halfTyped.ts'
import { OrderSetPanel } from '../order-sets/OrderSetPanel.tsx'
import { type NamedOrder, useTakeOrders } from '../order-sets/useTakeOrders.ts'
import type { HalfTypedStop } from '../stops.ts'
import { useFavouriteOrders, usePractitioner } from './favourites.ts'
import { NewOrderEditor } from './NewOrderEditor.tsx'
import { NewOrderRow } from './NewOrderRow.tsx'
import { OrderRow } from './OrderRow.tsx'
import { afterEnter, type Cell, insertRow, mostOrders, removeRow, replaceRow, rowOf } from './orderSheet.ts'
import { SheetHead } from './SheetHead.tsx'
import { SheetNotes } from './SheetNotes.tsx'
import { nameOfItem, useOrderItems } from './useOrderItems.ts'
import type { OrderPreview, OrderProblem } from './useOrderPreview.ts'
import { useSheetKeys } from './useSheetKeys.ts'

export interface SheetHandle extends HalfTypedStop {
  /** Puts the cursor into the row for the next order. */
  readonly focusNew: () => void
  readonly removeActive: () => void
  /** Puts the cursor where the first alert without a reason wants one. */
  readonly focusAlert: () => void
  /** Takes over orders of an earlier visit; what has ended is left out and named. */
  readonly take: (orders: readonly NamedOrder[]) => void
  readonly openSets: () => void
  /** A row for what was found elsewhere, and the cursor into it; what stands half typed stays. */
  readonly add: (item: CatalogOrder) => void
}

interface OrderSheetProps {
  readonly encounterId: EncounterId
  readonly orders: readonly OrderDraft[]
  readonly preview: OrderPreview | undefined
  readonly problems: readonly OrderProblem[]
  /** Why nothing can be changed, with the way out; null when it can. */
  readonly lock: ReactNode | null
  /** What is to be said under a row (1-based), beside its problems. */
  readonly below: (line: number) => ReactNode
  readonly onChange: (orders: readonly OrderDraft[]) => void
  readonly handle: Ref<SheetHandle>
}

const newOrderField = 'new-order'
const noSets: readonly OrderSet[] = []

/** The orders as a sheet: one cell is edited at a time, and everything goes by the keyboard. */
export const OrderSheet = (props: OrderSheetProps) => {
  const { encounterId, orders, preview, problems, lock, below, onChange, handle } = props
  const { t } = useTranslation()
  const [active, setActive] = useState<Cell | null>(null)
  const [removed, setRemoved] = useState<{ readonly row: number; readonly order: OrderDraft } | null>(null)
  const editor = useRef<HTMLInputElement>(null)
  /** What stands half typed in the row for the next order: neither a lock nor leaving the desk takes it. */
  const memory = useFieldMemory()
  const [isHalfTypedTold, setHalfTypedTold] = useState(false)
  const noteHalfTyped = (text: string): void => {
    memory.keep(newOrderField, text.trim())
    setHalfTypedTold(false)
  }
  const box = useRef<HTMLElement>(null)
  const items = useOrderItems(orders)
  const nameOf = (order: OrderDraft): string => nameOfItem(items.get(order.code)) ?? order.code
  const { take, taken, forget } = useTakeOrders(encounterId, orders, onChange)
  const { isFavourite, toggle } = useFavouriteOrders()
  const sets = useDeskQuery('order-set:list', { practitionerId: usePractitioner() }).data ?? noSets
  const [isSetsOpen, setSetsOpen] = useState(false)
  const mark =
    toggle === null
      ? null
      : (row: number): void => {
          const order = orders[row]
          if (order !== undefined) toggle(order)
        }

  // biome-ignore lint/correctness/useExhaustiveDependencies: the editor is another element in another cell
  useEffect(() => editor.current?.focus(), [active?.row, active?.column])

  // Where a row went its editor went with it, and the next row's stands in the same place.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each row that comes or goes
  useEffect(() => {
    if (active !== null && document.activeElement === document.body) editor.current?.focus()
  }, [orders.length])

  const frequencies = useDeskQuery('catalog:order-vocabulary', {}).data?.frequencies
  /** By the frequency as it is typed now: the preview answers a moment later, and Enter doesn't wait for it. */
  const needsQuantity = (row: number): boolean =>
    orders[row]?.quantity == null &&
    frequencies?.find(({ code }) => code === orders[row]?.frequency)?.givesTotal === false
  const remove = (row: number): void => {
    const order = orders[row]
    if (order === undefined) return
    setRemoved({ row, order })
    forget()
    onChange(removeRow(orders, row))
    setActive({ row: Math.min(row, orders.length - 1), column: 'code' })
  }
  const undo = (): boolean => {
    if (removed === null) return false
    onChange(insertRow(orders, removed.row, removed.order))
    setActive({ row: removed.row, column: 'code' })
    setRemoved(null)
    return true
  }
  const onKeyDown = useSheetKeys({ orders, active, needsQuantity, goTo: setActive, remove, undo, mark })
  const focusNew = (): void => {
    setActive({ row: orders.length, column: 'code' })
    // After a lock the cell is the same one, so that nothing else would bring the cursor back.
    editor.current?.focus()
  }
  const takeSet = async (set: OrderSet): Promise<void> => {
    setSetsOpen(false)
    noteHalfTyped('')
    const rows = await take(set.orders)
    setActive({ row: rows, column: 'code' })
  }
  useImperativeHandle(handle, () => ({
    focusNew: () => {
      if (lock === null) focusNew()
    },
    removeActive: () => {
      if (lock === null && active !== null) remove(active.row)
    },
    focusAlert: () => {
      setActive(null)
      box.current?.querySelector<HTMLElement>('[data-reasoned="false"] button')?.focus()
    },
    take: (wanted) => {
      if (lock === null) void take(wanted)
    },
    stopsAt: () => {
      if (lock !== null || orders.length >= mostOrders || memory.read(newOrderField) === undefined) return false
      focusNew()
      setHalfTypedTold(true)
      return true
    },
    openSets: () => {
      if (lock === null) setSetsOpen(true)
    },
    add: (item) => {
      if (lock === null && orders.length < mostOrders) pick(orders.length, item)
    },
  }))

  const pick = (row: number, item: CatalogOrder): void => {
    const next = replaceRow(orders, row, rowOf(item))
    setRemoved(null)
    forget()
    onChange(next)
    setActive(afterEnter(next, { row, column: 'code' }, false))
  }
  const readOnly = lock !== null
  const halfTyped = memory.read(newOrderField) ?? ''
  return (
    <section
      ref={box}
      aria-label={t('order.title')}
      data-testid="order-sheet"
      data-locked={readOnly}
      onBlur={({ relatedTarget }) => {
        if (readOnly) return
        const layer = relatedTarget instanceof Element && relatedTarget.closest('[data-layer]') !== null
        if (!layer && !(relatedTarget instanceof Node && box.current?.contains(relatedTarget))) setActive(null)
      }}
      className="flex min-h-0 flex-1 flex-col bg-surface"
    >
      <SheetHead />
      {lock === null ? null : (
        <Notice tone="wait">
          <Lock className="size-4 shrink-0" aria-hidden />
          {lock}
        </Notice>
      )}
      <ul className="min-h-0 flex-1 overflow-y-auto">
        {orders.map((order, row) => (
          <OrderRow
            // biome-ignore lint/suspicious/noArrayIndexKey: a row of a sheet is its place; a code may stand twice
            key={row}
            row={row}
            order={order}
            item={items.get(order.code)}
            line={preview?.price?.lines.find(({ line }) => line === row + 1)}
            quantity={preview?.quantities[row] ?? null}
            problems={problems.filter(({ line }) => line === row + 1)}
            below={below(row + 1)}
            editing={active?.row === row && !readOnly ? active.column : null}
            readOnly={readOnly}
            isFavourite={isFavourite(order.code)}
            onMark={mark === null ? null : () => mark(row)}
            onActivate={(column) => setActive({ row, column })}
            onChange={(next) => onChange(replaceRow(orders, row, next))}
            onPick={(picked) => pick(row, picked)}
            onKeyDown={onKeyDown}
            onTaken={() => setActive(afterEnter(orders, active ?? { row, column: 'code' }, needsQuantity(row)))}
            editorRef={editor}
          />
        ))}
        {readOnly || orders.length >= mostOrders ? null : (
          <NewOrderRow
            editor={
              active?.row === orders.length ? (
                <NewOrderEditor
                  key={orders.length}
                  sets={sets}
                  begun={halfTyped}
                  onTyped={noteHalfTyped}
                  onPick={(picked) => {
                    noteHalfTyped('')
                    pick(orders.length, picked)
                  }}
                  onPickSet={(set) => void takeSet(set)}
                  onKeyDown={onKeyDown}
                  inputRef={editor}
                />
              ) : null
            }
            halfTyped={halfTyped}
            onBegin={focusNew}
            onSets={() => setSetsOpen(true)}
          />
        )}
        {isHalfTypedTold ? (
          <li role="alert" className="px-2 py-1 text-act" data-testid="order-half-typed">
            {t('order.halfTyped', { text: halfTyped })}
          </li>
        ) : null}
        <SheetNotes removed={removed === null ? null : nameOf(removed.order)} onUndo={undo} taken={taken} />
      </ul>
      {isSetsOpen && !readOnly ? (
        <OrderSetPanel
          sets={sets}
          orders={orders}
          onTake={(set) => void takeSet(set)}
          onLeave={() => setSetsOpen(false)}
        />
      ) : null}
    </section>
  )
}
