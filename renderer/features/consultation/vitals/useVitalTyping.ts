import { useCallback, useEffect, useRef, useState } from 'react'
import type { ErrorCode } from '../../../../preload/contract/errors.ts'
import type { ChannelOutput } from '../../../../preload/contract/index.ts'
import type { Result } from '../../../../preload/contract/result.ts'
import type { MealState, VitalChange, VitalRefusal } from '../../../../preload/contract/visit/vitals.ts'
import { burstHold } from '../../../scan/sources/burstHold.ts'
import { type FieldMemory, useFieldMemory } from '../halfTyped.ts'
import { kindsOf, readCell, type VitalCell, vitalCells } from './vitalCells.ts'

/** Hands changes over and tells which of them were taken. */
export type CommitVitals = (changes: readonly VitalChange[]) => Promise<Result<ChannelOutput<'vitals:judge'>>>

/** Why what stands in a cell is not kept. */
export type VitalTrouble =
  | { readonly kind: 'unreadable' }
  | { readonly kind: 'refused'; readonly reason: VitalRefusal['reason'] }
  | { readonly kind: 'failed'; readonly code: ErrorCode }

type PerCell<Value> = Readonly<Partial<Record<VitalCell, Value>>>

/** A value is kept once its cell is left, or once nobody has typed for so long: a crash then takes nothing of it. */
const restMs = 800

const remembered = (memory: FieldMemory): PerCell<string> =>
  Object.fromEntries(
    vitalCells.flatMap((cell) => {
      const text = memory.read(fieldOf(cell))
      return text === undefined ? [] : [[cell, text]]
    }),
  )

const without = <Value>(cells: PerCell<Value>, cell: VitalCell): PerCell<Value> => {
  const { [cell]: _, ...others } = cells
  return others
}

const fieldOf = (cell: VitalCell): string => `vital-${cell}`

/**
 * What is being typed into the cells, until it is kept: refused or unreadable text stays where it is, with the reason, also where the
 * desk was left meanwhile.
 */
export const useVitalTyping = (commit: CommitVitals, meal: MealState) => {
  const memory = useFieldMemory()
  const [typed, setTyped] = useState<PerCell<string>>(() => remembered(memory))
  const [troubles, setTroubles] = useState<PerCell<VitalTrouble>>({})
  // What was typed last is asked for after the answer, and when the screen is gone.
  const present = useRef({ typed, commit, meal })
  present.current = { ...present.current, commit, meal }
  const timers = useRef(new Map<VitalCell, ReturnType<typeof setTimeout>>())

  const put = useCallback((next: PerCell<string>): void => {
    present.current = { ...present.current, typed: next }
    setTyped(next)
  }, [])

  const settle = useCallback(
    async (cell: VitalCell, isLeft: boolean): Promise<void> => {
      clearTimeout(timers.current.get(cell))
      timers.current.delete(cell)
      const text = present.current.typed[cell]
      if (text === undefined) return
      const changes = readCell(cell, text, present.current.meal)
      const tell = (trouble: VitalTrouble | null): void =>
        setTroubles((old) => (trouble === null ? without(old, cell) : { ...old, [cell]: trouble }))
      if (changes === null) {
        if (isLeft) tell({ kind: 'unreadable' })
        return
      }
      const result = await present.current.commit(changes)
      // Something else stands there by now, and settles by itself.
      if (present.current.typed[cell] !== text) return
      if (!result.ok) {
        tell({ kind: 'failed', code: result.error.code })
        return
      }
      const refusal = result.value.refused.find(({ kind }) => kindsOf(cell).includes(kind))
      if (refusal !== undefined) {
        if (isLeft) tell({ kind: 'refused', reason: refusal.reason })
        return
      }
      tell(null)
      memory.keep(fieldOf(cell), '')
      if (isLeft) put(without(present.current.typed, cell))
    },
    [put, memory],
  )

  /** Nobody has left the cell. What a scanner types there waits until it is out again. */
  const settleTyped = useCallback(
    (cell: VitalCell): void => burstHold.whenTyped(() => void settle(cell, false)),
    [settle],
  )

  const type = useCallback(
    (cell: VitalCell, text: string): void => {
      put({ ...present.current.typed, [cell]: text })
      memory.keep(fieldOf(cell), text.trim())
      setTroubles((old) => (old[cell] === undefined ? old : without(old, cell)))
      clearTimeout(timers.current.get(cell))
      timers.current.set(
        cell,
        setTimeout(() => settleTyped(cell), restMs),
      )
    },
    [put, settleTyped, memory],
  )

  // What was left half typed is told again, and kept where it can be by now.
  useEffect(() => {
    for (const cell of vitalCells) if (present.current.typed[cell] !== undefined) void settle(cell, true)
  }, [settle])

  useEffect(() => {
    const waiting = timers.current
    return () => {
      for (const cell of waiting.keys()) settleTyped(cell)
    }
  }, [settleTyped])

  return { typed, troubles, type, settle }
}
