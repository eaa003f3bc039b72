import { ok, type Reply, type Request, type Route } from './exchange.ts'
import type { FaultBox } from './faults.ts'
import { fieldsOf } from './fields.ts'
import type { Service } from './service.ts'
import { refused } from './switchboard.ts'

/** `on`, not running at all, answering after a delay, or answering what no client can understand. */
export type ProgramMode = 'on' | 'absent' | 'slow' | 'nonsense'

const ALWAYS = Number.MAX_SAFE_INTEGER
const SLOW_MS = 3000

/** How a program on the clinic's PC behaves as a whole. */
export interface ModeSwitch {
  readonly mode: ProgramMode
  change(next: ProgramMode, delayMs: number): Promise<void>
  /** POST /mode { mode, delayMs? }. */
  readonly route: Route
}

/** The mode of a program; `ended` is called when it stops running, with everything it held. */
export function createModeSwitch(service: Service, faults: FaultBox, ended: () => void): ModeSwitch {
  let mode: ProgramMode = 'on'

  const change = async (next: ProgramMode, delayMs: number): Promise<void> => {
    if (next === 'absent') ended()
    faults.clear()
    if (next === 'slow') faults.add({ kind: 'slow', path: '*', count: ALWAYS, delayMs })
    if (next === 'nonsense') faults.add({ kind: 'garbage', path: '*', count: ALWAYS })
    await service.setListening(next !== 'absent')
    mode = next
  }

  const setMode = async (request: Request): Promise<Reply> => {
    const { mode: next, delayMs = SLOW_MS } = fieldsOf(request.body)
    if (next !== 'on' && next !== 'absent' && next !== 'slow' && next !== 'nonsense') {
      return refused('mode is on, absent, slow or nonsense')
    }
    await change(next, Number(delayMs))
    return ok({ mode })
  }

  return {
    get mode() {
      return mode
    },
    change,
    route: { method: 'POST', path: '/mode', handle: setMode },
  }
}
