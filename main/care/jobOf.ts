import type { CareJob } from './careMessages.ts'
import type { CareContext } from './context.ts'

/** What each job on the store says first; null while there is no key. */
export const jobOf = (
  context: Pick<CareContext, 'key' | 'paths' | 'nativeBinding'>,
): Pick<CareJob, 'file' | 'keyHex' | 'nativeBinding'> | null => {
  const key = context.key()
  if (key === null) return null
  return {
    file: context.paths.database,
    keyHex: Buffer.from(key).toString('hex'),
    nativeBinding: context.nativeBinding,
  }
}
