import {
  Fragment,
  type KeyboardEvent,
  type MouseEvent,
  type PointerEvent,
  type ReactNode,
  useRef,
  useState,
} from 'react'

export interface Pane {
  readonly name: string
  readonly content: ReactNode
  /** Comes first where there is no room side by side and the panes stand one under another. */
  readonly firstWhenStacked?: boolean
}

interface SplitPanesProps {
  readonly panes: readonly Pane[]
  /** Where each divider stands, in per mille of the width, one fewer than the panes. */
  readonly dividers: readonly number[]
  /** Name of each divider for those who cannot see it. */
  readonly dividerLabel: (index: number) => string
  readonly onMoved: (dividers: readonly number[]) => void
}

const leastWidth = 180
/** How far beside a line a press still takes it, in pixels: 25 with the line, where WCAG 2.2 (2.5.8) wants 24. */
export const dividerReach = 12
const controls = 'button, input, select, textarea, label, a[href], dialog, [data-layer]'

/** Keeps dividers in order and every pane at least 18 % wide. */
export const placeDivider = (dividers: readonly number[], index: number, wanted: number): readonly number[] => {
  const low = (dividers[index - 1] ?? 0) + leastWidth
  const high = (dividers[index + 1] ?? 1000) - leastWidth
  const place = Math.round(Math.max(low, Math.min(high, wanted)))
  return dividers.map((old, at) => (at === index ? place : old))
}

/** Whether what was met beside a line has a use of its own for the pointer: a control, or the bar that scrolls a list. */
const hasOwnUse = ({ target, nativeEvent }: MouseEvent): boolean => {
  if (!(target instanceof HTMLElement) || target.closest(controls) !== null) return true
  const { clientWidth, scrollHeight, clientHeight } = target
  return scrollHeight > clientHeight && clientWidth > 0 && nativeEvent.offsetX >= clientWidth
}

/** Panes side by side; the lines between them can be dragged, taken up by a double click and put down by the next press, or moved with the arrow keys. */
export const SplitPanes = ({ panes, dividers, dividerLabel, onMoved }: SplitPanesProps) => {
  const box = useRef<HTMLDivElement>(null)
  const [dragged, setDragged] = useState<readonly number[] | null>(null)
  const [taken, setTaken] = useState<number | null>(null)
  /** How far beside the line the hand holds it, in pixels. */
  const grip = useRef(0)
  const [near, setNear] = useState<number | null>(null)
  const places = dragged ?? dividers

  const lines = (): readonly HTMLElement[] => [
    ...(box.current?.querySelectorAll<HTMLElement>(':scope > [role=separator]') ?? []),
  ]
  /** The line that a press here takes, though it meets what lies beside it. */
  const lineAt = (event: MouseEvent<HTMLElement>): number | null => {
    if (!(event.target instanceof Node) || !event.currentTarget.contains(event.target) || hasOwnUse(event)) return null
    const at = lines().findIndex((line) => {
      const { left, right, width } = line.getBoundingClientRect()
      return width > 0 && event.clientX >= left - dividerReach && event.clientX <= right + dividerReach
    })
    return at < 0 ? null : at
  }
  const take = (event: PointerEvent<HTMLElement>): void => {
    // While a line is taken up, every press puts it down.
    const at = event.button === 0 && taken === null ? lineAt(event) : null
    if (at === null) return
    // The line has the rest of the press, and what lay under it nothing.
    event.stopPropagation()
    const line = lines()[at]
    if (line === undefined) return
    grip.current = event.clientX - line.getBoundingClientRect().left
    line.focus({ preventScroll: true })
    line.setPointerCapture(event.pointerId)
  }

  const drag = (index: number, event: PointerEvent<HTMLElement>): void => {
    const bounds = box.current?.getBoundingClientRect()
    if (bounds === undefined || !event.currentTarget.hasPointerCapture(event.pointerId)) return
    setDragged(placeDivider(places, index, ((event.clientX - grip.current - bounds.left) / bounds.width) * 1000))
  }
  const release = (): void => {
    if (dragged === null) return
    onMoved(dragged)
    setDragged(null)
  }
  /** For hands that cannot drag: a double click has taken the line up, and this press puts it down. */
  const put = ({ clientX }: { readonly clientX: number }): void => {
    const bounds = box.current?.getBoundingClientRect()
    setTaken(null)
    if (bounds === undefined || taken === null) return
    onMoved(placeDivider(places, taken, ((clientX - bounds.left) / bounds.width) * 1000))
  }
  const nudge = (index: number, event: KeyboardEvent): void => {
    const by = { ArrowLeft: -20, ArrowRight: 20 }[event.key]
    if (by === undefined) return
    event.preventDefault()
    onMoved(placeDivider(places, index, (places[index] ?? 0) + by))
  }

  const widths = panes.map((_, index) => (places[index] ?? 1000) - (places[index - 1] ?? 0))
  return (
    <div
      ref={box}
      onPointerDownCapture={take}
      // Nothing beside it is marked as text, or takes the focus.
      onMouseDownCapture={(event) => {
        if (taken === null && lineAt(event) !== null) event.preventDefault()
      }}
      onDoubleClickCapture={(event) => setTaken(lineAt(event))}
      onPointerMove={(event) => setNear(lineAt(event))}
      onPointerLeave={() => setNear(null)}
      className={`relative flex min-h-0 flex-1 @max-4xl:min-h-60 @max-4xl:flex-col @max-4xl:overflow-y-auto ${near === null ? '' : 'cursor-col-resize'}`}
    >
      {panes.map((pane, index) => (
        <Fragment key={pane.name}>
          <div
            className={`flex min-h-0 min-w-0 flex-col @max-4xl:min-h-72 @max-4xl:flex-none! @max-4xl:border-b @max-4xl:border-line ${pane.firstWhenStacked === true ? '@max-4xl:order-first' : ''}`}
            style={{ flex: `${widths[index] ?? 0} 1 0` }}
          >
            {pane.content}
          </div>
          {index === panes.length - 1 ? null : (
            // biome-ignore lint/a11y/useSemanticElements: a rule (hr) cannot be dragged
            <div
              role="separator"
              aria-orientation="vertical"
              aria-label={dividerLabel(index)}
              aria-valuenow={Math.round((places[index] ?? 0) / 10)}
              aria-valuemin={0}
              aria-valuemax={100}
              tabIndex={0}
              onPointerMove={(event) => drag(index, event)}
              onPointerUp={release}
              onPointerCancel={() => setDragged(null)}
              onKeyDown={(event) => nudge(index, event)}
              title={dividerLabel(index)}
              className={`relative w-px shrink-0 cursor-col-resize ${taken === index || near === index ? 'bg-accent' : 'bg-line'} before:absolute before:inset-y-0 before:left-0 before:-right-1.5 hover:bg-accent @max-4xl:hidden`}
            />
          )}
        </Fragment>
      ))}
      {taken === null ? null : (
        // Takes the press that puts the line down; one on the line itself leaves it where it was.
        <div className="absolute inset-0 z-10 cursor-col-resize" data-testid="divider-taken" onPointerDown={put} />
      )}
    </div>
  )
}
