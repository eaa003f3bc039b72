import { create } from 'zustand'
import type { CheckLine, CheckReport } from '../../../../preload/contract/desk/readerCheck.ts'
import type { AppError } from '../../../../preload/contract/result.ts'
import { call } from '../../../bridge/desk.ts'
import { onEvent } from '../../../bridge/events.ts'
import { withLine } from './lineList.ts'

interface CheckView {
  /** As far as the check has come; those of the last one until another begins. */
  readonly lines: readonly CheckLine[]
  readonly running: boolean
  /** How the last one ended; null before the first, and while one runs. */
  readonly ended: Pick<CheckReport, 'endedAt' | 'cancelled'> | null
  readonly error: AppError | null
}

/** Kept outside the screen: a check goes on while another screen is looked at, and the last one stays until the program ends. */
export const useCheck = create<CheckView>(() => ({ lines: [], running: false, ended: null, error: null }))

const { setState: set, getState: get } = useCheck
let listening = false

const listenOnce = (): void => {
  if (listening) return
  listening = true
  onEvent('reader-check:progress', (line) => {
    if (get().running) set(({ lines }) => ({ lines: withLine(lines, line) }))
  })
}

export const startCheck = async (): Promise<void> => {
  if (get().running) return
  listenOnce()
  set({ lines: [], running: true, ended: null, error: null })
  const report = await call('reader-check:run', {})
  if (report.ok) {
    const { lines, endedAt, cancelled } = report.value
    set({ lines, running: false, ended: { endedAt, cancelled } })
  } else set({ running: false, error: report.error })
}

export const cancelCheck = async (): Promise<void> => {
  await call('reader-check:cancel', {})
}
