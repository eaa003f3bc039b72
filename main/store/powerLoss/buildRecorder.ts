import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const source = fileURLToPath(new URL('./recorder.c', import.meta.url))

/** Compiles the recorder into a folder with the system's C compiler (`CC`, or cc) and gives the library's path, for LD_PRELOAD. */
export const buildRecorder = async (folder: string): Promise<string> => {
  const library = join(folder, 'recorder.so')
  const flags = ['-shared', '-fPIC', '-O1', '-Wall', '-Wextra', '-Werror', '-D_GNU_SOURCE']
  await promisify(execFile)(process.env.CC ?? 'cc', [...flags, '-o', library, source, '-ldl', '-lpthread'])
  return library
}
