import { access, open } from 'node:fs/promises'
import type { ForkedProcess } from '../../helper-process/forkedProcess.ts'
import { forkNodeProcess } from '../../helper-process/nodeProcess.ts'
import { chooseHelper } from './chooseHelper.ts'
import { headerBytes, libraryKind } from './libraryBitness.ts'

export interface HelperPrograms {
  /** The built helper, out/main/cshis-process.js. */
  readonly processFile: string
  /** Electron's `utilityProcess.fork`; a Node child process in tests. */
  readonly fork: (processFile: string) => ForkedProcess
  /** The 32-bit Node program and its copy of the helper (resources/cshis-helper of a Windows build); null elsewhere. */
  readonly external: { readonly program: string; readonly processFile: string } | null
}

const firstBytes = async (path: string): Promise<Uint8Array | null> => {
  try {
    const file = await open(path, 'r')
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(headerBytes), 0, headerBytes, 0)
      return buffer.subarray(0, bytesRead)
    } finally {
      await file.close()
    }
  } catch {
    return null
  }
}

const isThere = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  )

/** Starts the program whose bitness is the library's, or tells why there is none. */
export const startHelper = async (
  libraryPath: string,
  programs: HelperPrograms,
): Promise<ForkedProcess | { readonly reason: string }> => {
  const bytes = await firstBytes(libraryPath)
  if (bytes === null) return { reason: 'library-missing' }
  const { external } = programs
  const hasExternal = external !== null && (await isThere(external.program))
  const choice = chooseHelper(libraryKind(bytes), { platform: process.platform, arch: process.arch }, hasExternal)
  if (choice.run === null) return choice
  return choice.run === 'external' && external !== null
    ? forkNodeProcess(external.processFile, { program: external.program })
    : programs.fork(programs.processFile)
}
