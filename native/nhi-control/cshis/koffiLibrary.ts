import { existsSync } from 'node:fs'
import koffi from 'koffi'
import { type FunctionName, functionNames, functionOf, type ParameterKind } from './functionTable.ts'
import type { loadFaults } from './helperMessages.ts'
import type { NativeLibrary } from './libraryCall.ts'

// The only file that knows koffi.

export type LoadOutcome =
  | { readonly library: NativeLibrary }
  | { readonly reason: (typeof loadFaults)[number]; readonly symbol: FunctionName | null }

const typeOf = (kind: ParameterKind): string => (kind === 'int' ? 'int' : 'void *')

type Bound = (...values: readonly (number | Buffer)[]) => unknown

/**
 * Loads the library and binds every function of the table; all of them, so that one that is missing shows now and not in the
 * middle of a visit. The calling convention matters to 32-bit Windows only, and is ignored elsewhere.
 */
export const loadKoffiLibrary = (libraryPath: string): LoadOutcome => {
  if (!existsSync(libraryPath)) return { reason: 'library-missing', symbol: null }
  let loaded: ReturnType<typeof koffi.load>
  try {
    loaded = koffi.load(libraryPath)
  } catch {
    // Of another bitness, damaged, or in want of another library.
    return { reason: 'library-unusable', symbol: null }
  }
  const bound = new Map<FunctionName, Bound>()
  for (const name of functionNames) {
    try {
      bound.set(name, loaded.func('__stdcall', name, 'int', functionOf(name).parameters.map(typeOf)))
    } catch {
      return { reason: 'symbol-missing', symbol: name }
    }
  }
  return {
    library: {
      call: (name, values) => Number(bound.get(name)?.(...values)),
    },
  }
}
