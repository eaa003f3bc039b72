/**
 * What goes wrong with a request. `lost-reply` does the work, then cuts the connection instead of answering; `truncated` in the middle of
 * the answer.
 */
export type FaultKind = 'http-status' | 'timeout' | 'garbage' | 'lost-reply' | 'truncated' | 'refuse' | 'code' | 'slow'

const KINDS: readonly FaultKind[] = [
  'http-status',
  'timeout',
  'garbage',
  'lost-reply',
  'truncated',
  'refuse',
  'code',
  'slow',
]

/** A trouble that waits for the next `count` requests to `path`. */
export interface Fault {
  readonly kind: FaultKind
  /** Path the fault waits for: exact, or a beginning that ends in `*`. `*` alone is every path. */
  readonly path: string
  readonly count: number
  /** Only this data centre, when given. */
  readonly dataCentre?: string
  /** HTTP status of `http-status` (default 503). */
  readonly status?: number
  /** Seconds in the Retry-After header of `http-status`. */
  readonly retryAfterSeconds?: number
  /** The server's own code of `code`: an NHI statusCode or RtnCode, a problem code of the cloud. */
  readonly code?: string
  /** Delay of `slow`. */
  readonly delayMs?: number
  /** Do the work of the request before the trouble (always so for `lost-reply`, `truncated` and `slow`). */
  readonly processed?: boolean
}

/** Faults in waiting; each fitting request takes one. */
export interface FaultBox {
  add(fault: Fault): void
  clear(): void
  take(path: string, dataCentre: string): Fault | undefined
  waiting(): readonly Fault[]
}

export function createFaultBox(): FaultBox {
  let faults: Fault[] = []
  return {
    add(fault) {
      faults.push(fault)
    },
    clear() {
      faults = []
    },
    waiting: () => faults,
    take(path, dataCentre) {
      const index = faults.findIndex(
        (fault) => fits(fault.path, path) && (fault.dataCentre === undefined || fault.dataCentre === dataCentre),
      )
      const fault = faults[index]
      if (!fault) return undefined
      if (fault.count > 1) faults[index] = { ...fault, count: fault.count - 1 }
      else faults.splice(index, 1)
      return fault
    },
  }
}

/** A fault described in JSON, or what is wrong with the description. */
export function parseFault(input: unknown): Fault | string {
  if (typeof input !== 'object' || input === null) return 'a fault is an object'
  const {
    kind,
    path = '*',
    count = 1,
    dataCentre,
    status,
    retryAfterSeconds,
    code,
    delayMs,
    processed,
  } = input as Record<string, unknown>
  const known = KINDS.find((each) => each === kind)
  if (!known) return `kind is one of ${KINDS.join(', ')}`
  if (typeof path !== 'string' || typeof count !== 'number' || !(count >= 1))
    return 'path is a string, count at least 1'
  if (known === 'code' && typeof code !== 'string' && typeof code !== 'number') return 'kind code needs a code'
  return {
    kind: known,
    path,
    count,
    ...(typeof dataCentre === 'string' ? { dataCentre } : {}),
    ...(typeof status === 'number' ? { status } : {}),
    ...(typeof retryAfterSeconds === 'number' ? { retryAfterSeconds } : {}),
    ...(code !== undefined ? { code: String(code) } : {}),
    ...(typeof delayMs === 'number' ? { delayMs } : {}),
    ...(typeof processed === 'boolean' ? { processed } : {}),
  }
}

function fits(pattern: string, path: string): boolean {
  return pattern.endsWith('*') ? path.startsWith(pattern.slice(0, -1)) : pattern === path
}
