import type { KeyboardEvent } from 'react'
import type { OrderDraft } from '../../../../preload/contract/orders/order.ts'
import { belongsToInputMethod } from '../../../ui/fields/inputMethod.ts'
import { above, afterEnter, type Cell, neighbour } from './orderSheet.ts'

interface SheetKeys {
  readonly orders: readonly OrderDraft[]
  readonly active: Cell | null
  readonly needsQuantity: (row: number) => boolean
  readonly goTo: (cell: Cell) => void
  readonly remove: (row: number) => void
  /** Takes back the last removal; false when there is none. */
  readonly undo: () => boolean
  /** Marks the order of a row as a favourite, or takes the mark away; null where nobody's favourites are kept. */
  readonly mark: ((row: number) => void) | null
}

const wholeSelected = (input: HTMLInputElement): boolean =>
  input.selectionStart === 0 && input.selectionEnd === input.value.length
const atEdge = (input: HTMLInputElement, end: 'ArrowLeft' | 'ArrowRight'): boolean =>
  wholeSelected(input) ||
  (input.selectionStart === input.selectionEnd &&
    input.selectionStart === (end === 'ArrowLeft' ? 0 : input.value.length))

/** The keys of a sheet inside a cell's editor; whatever moves nowhere keeps its ordinary meaning, so that Tab gets out at the ends. */
export const useSheetKeys = ({ orders, active, needsQuantity, goTo, remove, undo, mark }: SheetKeys) => {
  const targetOf = (event: KeyboardEvent<HTMLInputElement>, cell: Cell): Cell | null => {
    const { key, currentTarget } = event
    if (key === 'Tab') return neighbour(orders, cell, event.shiftKey ? -1 : 1)
    if (key === 'Enter') return afterEnter(orders, cell, needsQuantity(cell.row))
    if (key === 'ArrowDown' || key === 'ArrowUp') return above(orders, cell, key === 'ArrowDown' ? 1 : -1)
    if (key !== 'ArrowLeft' && key !== 'ArrowRight') return null
    return atEdge(currentTarget, key) ? neighbour(orders, cell, key === 'ArrowRight' ? 1 : -1) : null
  }
  return (event: KeyboardEvent<HTMLInputElement>): void => {
    if (active === null || belongsToInputMethod(event.nativeEvent)) return
    const input = event.currentTarget
    if (event.key === 'Delete' && active.row < orders.length && (event.ctrlKey || wholeSelected(input))) {
      event.preventDefault()
      // Held, it would take the next orders, too, of which only one can be had back.
      if (!event.repeat) remove(active.row)
      return
    }
    if (event.key.toLowerCase() === 'z' && event.ctrlKey && undo()) {
      event.preventDefault()
      return
    }
    if (event.key.toLowerCase() === 'b' && event.ctrlKey && mark !== null) {
      event.preventDefault()
      mark(active.row)
      return
    }
    if (event.ctrlKey || event.altKey) return
    const target = targetOf(event, active)
    if (target === null) return
    event.preventDefault()
    goTo(target)
  }
}
