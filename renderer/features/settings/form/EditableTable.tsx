import { Plus, X } from 'lucide-react'
import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../../ui/Button.tsx'
import { belongsToInputMethod } from '../../../ui/fields/inputMethod.ts'
import { tableMove } from './tableKeys.ts'

interface EditableTableProps {
  readonly label: string
  /** Titles of the columns, from left to right. */
  readonly columns: readonly string[]
  /** Grid columns of head and rows, without the one for removing. */
  readonly gridClassName: string
  readonly rowKeys: readonly string[]
  /** The cells of a row, one control each, in the order of the columns. */
  readonly renderRow: (index: number) => ReactNode
  /** What is wrong with a row, told below it. */
  readonly renderProblems: (index: number) => ReactNode
  readonly onAdd: () => void
  readonly onRemove: (index: number) => void
  readonly addLabel: string
  /** Name of the row just removed, to be taken back; null when there is none. */
  readonly removedName: string | null
  readonly onUndo: () => void
  readonly empty: string
  readonly full: boolean
}

const controls = (row: Element | null | undefined): readonly HTMLElement[] => [
  ...(row?.querySelectorAll<HTMLElement>('input, select') ?? []),
]

/** A short table edited in place, by the keyboard as by the mouse. */
export const EditableTable = (props: EditableTableProps) => {
  const { label, columns, gridClassName, rowKeys, renderRow, renderProblems, onAdd, onRemove, addLabel } = props
  const { removedName, onUndo, empty, full } = props
  const { t } = useTranslation()
  const rows = useRef<HTMLUListElement>(null)
  const adding = useRef<HTMLButtonElement>(null)
  const removedAt = useRef<number | null>(null)
  const remove = (index: number): void => {
    removedAt.current = index
    onRemove(index)
  }
  // The row took the focus away with it: the next one has it then, or the last, or what begins a new one.
  useEffect(() => {
    const index = removedAt.current
    removedAt.current = null
    if (index === null || document.activeElement !== document.body) return
    const [next] = controls(rows.current?.children[Math.min(index, rowKeys.length - 1)])
    if (next === undefined) adding.current?.focus()
    else next.focus()
  }, [rowKeys.length])

  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    const { target } = event
    const isControl = target instanceof HTMLInputElement || target instanceof HTMLSelectElement
    if (!isControl || belongsToInputMethod(event.nativeEvent)) return
    const move = tableMove(event, target instanceof HTMLSelectElement)
    const row = target.closest('li')
    const index = [...(rows.current?.children ?? [])].indexOf(row ?? target)
    if (move === null || index < 0) return
    event.preventDefault()
    const to = index + (move.kind === 'row' ? move.by : 1)
    const below = controls(rows.current?.children[to])[controls(row).indexOf(target)]
    if (move.kind === 'remove') remove(index)
    else if (below !== undefined) below.focus()
    else if (move.kind === 'next' && !full) onAdd()
  }

  const grid = `grid items-center gap-x-2 ${gridClassName}`
  return (
    <section aria-label={label} className="flex flex-col gap-2" onKeyDown={onKeyDown}>
      {rowKeys.length === 0 ? (
        <p className="text-muted">{empty}</p>
      ) : (
        <>
          <div className={`${grid} border-b border-line text-sm text-muted`} aria-hidden>
            {columns.map((column) => (
              <span key={column}>{column}</span>
            ))}
          </div>
          <ul ref={rows} className="flex flex-col gap-1.5">
            {rowKeys.map((key, index) => (
              <li key={key} className="flex flex-col">
                <div className={grid}>
                  {renderRow(index)}
                  <button
                    type="button"
                    tabIndex={-1}
                    onClick={() => remove(index)}
                    aria-label={t('settings.table.remove', { number: index + 1 })}
                    title={`${t('settings.table.remove', { number: index + 1 })} (Ctrl+Delete)`}
                    className="grid size-8 place-items-center rounded-md text-muted hover:bg-sunken hover:text-ink"
                  >
                    <X className="size-4" aria-hidden />
                  </button>
                </div>
                {renderProblems(index)}
              </li>
            ))}
          </ul>
        </>
      )}
      <div className="flex flex-wrap items-center gap-3">
        {full ? null : (
          <Button ref={adding} icon={<Plus className="size-4" aria-hidden />} onClick={onAdd}>
            {addLabel}
          </Button>
        )}
        {removedName === null ? null : (
          <span role="status" className="flex items-center gap-1 text-sm text-muted">
            {removedName === ''
              ? t('settings.table.removedUnnamed')
              : t('settings.table.removed', { name: removedName })}
            <Button tone="quiet" onClick={onUndo}>
              {t('settings.undo')}
            </Button>
          </span>
        )}
        <span className="flex-1" />
        {rowKeys.length === 0 ? null : <span className="text-sm text-muted">{t('settings.table.keys')}</span>}
      </div>
    </section>
  )
}
