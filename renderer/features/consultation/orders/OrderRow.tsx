import type { KeyboardEvent, ReactNode, Ref } from 'react'
import { useTranslation } from 'react-i18next'
import type { CatalogOrder } from '../../../../preload/contract/codes/catalog.ts'
import type { PricedLine } from '../../../../preload/contract/money/pricing.ts'
import type { OrderDraft } from '../../../../preload/contract/orders/order.ts'
import { number } from '../../../ui/format/number.ts'
import { CodeEditor } from './CodeEditor.tsx'
import { FavouriteButton } from './FavouriteButton.tsx'
import { type Column, columns, hasCell, textOf } from './orderSheet.ts'
import { nameOfItem } from './useOrderItems.ts'
import type { OrderProblem } from './useOrderPreview.ts'
import { ValueEditor } from './ValueEditor.tsx'

export const sheetColumns = 'grid grid-cols-[minmax(0,1fr)_3.5rem_4.5rem_3.5rem_3rem_4rem_4rem] items-stretch'

interface OrderRowProps {
  readonly row: number
  readonly order: OrderDraft
  readonly item: CatalogOrder | undefined
  readonly line: PricedLine | undefined
  /** Total as the rule gives it. */
  readonly quantity: number | null
  readonly problems: readonly OrderProblem[]
  /** What stands under the row besides: alerts about its drug. */
  readonly below: ReactNode
  /** The column being edited in this row; null when another row (or nothing) is. */
  readonly editing: Column | null
  readonly readOnly: boolean
  readonly isFavourite: boolean
  /** Marks it as a favourite, or takes the mark away; null where nobody's favourites are kept. */
  readonly onMark: (() => void) | null
  readonly onActivate: (column: Column) => void
  readonly onChange: (order: OrderDraft) => void
  readonly onPick: (item: CatalogOrder) => void
  readonly onKeyDown: (event: KeyboardEvent<HTMLInputElement>) => void
  readonly onTaken: () => void
  readonly editorRef: Ref<HTMLInputElement>
}

const Still = (props: OrderRowProps & { readonly column: Column }) => {
  const { t } = useTranslation()
  const { row, order, item, line, quantity, column, readOnly, onActivate } = props
  const wrong = props.problems.some(({ field }) => field === column)
  const look = wrong ? 'bg-act-soft text-act' : ''
  if (!hasCell([order], { row: 0, column })) return <span className="border-l border-line" />
  const automatic = column === 'quantity' && order.quantity === null
  const shown =
    column === 'code' ? (
      <span className="flex min-w-0 items-baseline gap-2">
        <span className="truncate" title={item?.nameEn}>
          {nameOfItem(item) ?? line?.name ?? order.code}
        </span>
        <span className="text-xs text-muted">{order.code}</span>
      </span>
    ) : automatic ? (
      <span className="text-muted" title={t('order.auto')}>
        {quantity === null ? '' : number(quantity)}
      </span>
    ) : (
      textOf(order, column)
    )
  return (
    <button
      type="button"
      tabIndex={-1}
      disabled={readOnly}
      data-testid={`order-${row + 1}-${column}`}
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => onActivate(column)}
      className={`min-w-0 overflow-hidden border-line px-2 text-ink not-first:border-l ${column === 'code' || column === 'frequency' || column === 'route' ? 'text-left' : 'text-right'} ${look}`}
    >
      {shown}
    </button>
  )
}

/** One order: cells at rest, the one being edited as an input, and under it what is wrong with the row. */
export const OrderRow = (props: OrderRowProps) => {
  const { t } = useTranslation()
  const { order, item, line, problems, editing, onChange, onPick, onKeyDown, onTaken, editorRef } = props
  return (
    <li className="border-b border-line" data-testid={`order-row-${props.row + 1}`}>
      <div className={`group ${sheetColumns} min-h-8 ${editing === null ? '' : 'bg-accent-soft'}`}>
        {columns.map((column) => {
          if (column !== editing) return <Still key={column} {...props} column={column} />
          return column === 'code' ? (
            <CodeEditor
              key="editor"
              placeholder={nameOfItem(item) ?? order.code}
              onPick={onPick}
              onKeyDown={onKeyDown}
              inputRef={editorRef}
            />
          ) : (
            <ValueEditor
              key={`editor-${column}`}
              order={order}
              column={column}
              onChange={onChange}
              onKeyDown={onKeyDown}
              onTaken={onTaken}
              inputRef={editorRef}
            />
          )
        })}
        <span className="flex items-center justify-end border-l border-line pr-2 text-muted">
          {props.onMark === null ? null : (
            <FavouriteButton
              name={nameOfItem(item) ?? order.code}
              isFavourite={props.isFavourite}
              isShown={editing !== null}
              onToggle={props.onMark}
            />
          )}
          <span className="flex-1 text-right">{line === undefined ? '' : number(line.points)}</span>
        </span>
      </div>
      {problems.length === 0 ? null : (
        <p role="alert" className="px-2 pb-1 text-sm text-act">
          {problems
            .map(({ field, problem }) => t(`order.problem.${problem}`, { field: t(`order.field.${field}`) }))
            .join(t('app.and'))}
        </p>
      )}
      {props.below}
    </li>
  )
}
