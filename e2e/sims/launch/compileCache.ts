import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Environment in which Node keeps stripped and compiled modules between starts: about 0.2 s of work less for each process. */
export const COMPILE_CACHE = { NODE_COMPILE_CACHE: join(tmpdir(), 'nhi-sims-compile-cache') } as const
