import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef } from 'react'
import { scaledPx } from './scaledPx.ts'

interface RowsProps<Item> {
  readonly label: string
  readonly items: readonly Item[]
  readonly keyOf: (item: Item) => string
  readonly selected: string | null
  readonly onSelect: (item: Item) => void
  /** Enter or a double click on a row. */
  readonly onOpen?: (item: Item) => void
  /** The last row has come near. */
  readonly onEnd?: () => void
  readonly renderRow: (item: Item) => ReactNode
  /** Classes of the whole row, which is a grid of the same columns as the head. */
  readonly rowClassName: string
  readonly rowTestId?: (item: Item) => string
  readonly empty: ReactNode
  /** Another value is another list, which is shown from its beginning. */
  readonly listKey?: string | number
  /** Takes the focus when the list first appears, but not from a field that somebody types in. */
  readonly autoFocus?: boolean
  /** Height of a row in units of 1/16 of the base size (32 px as a rule). */
  readonly rowHeight?: number
}

const isTyping = (): boolean => document.activeElement?.matches('input:not([type=radio]), textarea') ?? false

/** A long list of which only the visible rows are drawn: one tab stop, arrows move, Enter opens. */
export const Rows = <Item,>(props: RowsProps<Item>) => {
  const {
    label,
    items,
    keyOf,
    selected,
    onSelect,
    onOpen,
    onEnd,
    renderRow,
    rowClassName,
    rowTestId,
    empty,
    rowHeight = 32,
    autoFocus = false,
    listKey,
  } = props
  const scroller = useRef<HTMLDivElement>(null)
  const id = useId()
  const heightPx = scaledPx(rowHeight)
  const virtual = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => heightPx,
    overscan: 8,
    // Until the list knows its own height, which it does before it is painted: rather too few rows at first than rows for nothing.
    initialRect: { width: 500, height: 320 },
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: the virtualizer keeps its own identity; only the height matters
  useEffect(() => virtual.measure(), [heightPx])

  const isEmpty = items.length === 0
  const isLastDrawn = virtual.getVirtualItems().at(-1)?.index === items.length - 1
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each list whose end has come near
  useEffect(() => {
    if (isLastDrawn && !isEmpty) onEnd?.()
  }, [isLastDrawn, items.length])
  useEffect(() => {
    if (autoFocus && !isEmpty && !isTyping()) scroller.current?.focus()
  }, [autoFocus, isEmpty])

  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each list
  useEffect(() => virtual.scrollToOffset(0), [listKey])
  const index = items.findIndex((item) => keyOf(item) === selected)
  const isListed = index >= 0
  // Whoever selects a row from outside (a registration just done) wants it seen; where it stands later is no reason to scroll again.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each selection
  useEffect(() => {
    if (isListed) virtual.scrollToIndex(index)
  }, [selected, isListed])
  const move = (to: number): void => {
    const item = items[Math.max(0, Math.min(items.length - 1, to))]
    if (item === undefined) return
    onSelect(item)
    virtual.scrollToIndex(items.indexOf(item))
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? heightPx) / heightPx) - 1)
    const targets: Readonly<Record<string, number>> = {
      ArrowDown: index + 1,
      ArrowUp: index < 0 ? 0 : index - 1,
      PageDown: index + page,
      PageUp: index - page,
      Home: 0,
      End: items.length - 1,
    }
    const target = targets[event.key]
    if (target !== undefined) {
      event.preventDefault()
      move(target)
    }
    const item = items[index]
    if (event.key === 'Enter' && !event.ctrlKey && item !== undefined && onOpen !== undefined) {
      event.preventDefault()
      onOpen(item)
    }
  }

  if (isEmpty) return <div className="flex min-h-0 flex-1 flex-col">{empty}</div>
  return (
    <div
      ref={scroller}
      role="listbox"
      tabIndex={0}
      aria-label={label}
      aria-activedescendant={index < 0 ? undefined : `${id}-${selected}`}
      onKeyDown={onKeyDown}
      className={`group/rows min-h-0 flex-1 overflow-y-auto @max-4xl:min-h-32 [scrollbar-gutter:stable] ${index < 0 ? 'focus-visible:-outline-offset-2' : 'outline-none'}`}
    >
      <div className="relative w-full" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map((row) => {
          const item = items[row.index]
          if (item === undefined) return null
          const key = keyOf(item)
          return (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the list itself takes the keys (aria-activedescendant)
            <div
              key={key}
              id={`${id}-${key}`}
              role="option"
              tabIndex={-1}
              aria-selected={key === selected}
              aria-setsize={items.length}
              aria-posinset={row.index + 1}
              data-testid={rowTestId?.(item)}
              onClick={() => {
                // A row that has the focus itself takes it along when it is scrolled away, and the keys with it.
                if (document.activeElement?.getAttribute('role') === 'option')
                  scroller.current?.focus({ preventScroll: true })
                onSelect(item)
              }}
              onDoubleClick={() => onOpen?.(item)}
              className={`absolute inset-x-0 top-0 cursor-default items-center border-b border-line -outline-offset-2 outline-accent hover:bg-sunken aria-selected:bg-accent-soft group-focus-visible/rows:aria-selected:outline-2 ${rowClassName}`}
              style={{ height: row.size, transform: `translateY(${row.start}px)` }}
            >
              {renderRow(item)}
            </div>
          )
        })}
      </div>
    </div>
  )
}
