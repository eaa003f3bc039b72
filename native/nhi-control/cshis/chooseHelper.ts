import type { LibraryKind } from './libraryBitness.ts'

/** Which program loads the library: a process of the app's own kind, or the 32-bit Node program that a Windows build brings. */
export type HelperChoice =
  | { readonly run: 'own' }
  | { readonly run: 'external' }
  | { readonly run: null; readonly reason: 'not-a-library' | 'other-system' | 'wrong-bitness' | 'helper-not-installed' }

/**
 * A library is loaded only into a process of its own bitness: there is nothing in between (facts/nhi-card.md §2.1).
 * @param library what the file is made for; null when it is no library
 * @param hasExternal whether the 32-bit program is there
 */
export const chooseHelper = (
  library: LibraryKind | null,
  here: { readonly platform: NodeJS.Platform; readonly arch: string },
  hasExternal: boolean,
): HelperChoice => {
  if (library === null) return { run: null, reason: 'not-a-library' }
  const isWindows = here.platform === 'win32'
  if ((library.system === 'windows') !== isWindows) return { run: null, reason: 'other-system' }
  if (library.machine === here.arch) return { run: 'own' }
  if (!isWindows || library.machine !== 'ia32') return { run: null, reason: 'wrong-bitness' }
  return hasExternal ? { run: 'external' } : { run: null, reason: 'helper-not-installed' }
}
