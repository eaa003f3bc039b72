import { readBounded } from '../platform/boundedFile.ts'
import { fileErrorCode } from '../platform/fileErrors.ts'
import { parseEnvelope, type RecoveryEnvelope } from './recoveryEnvelope.ts'

/** The recovery envelope of a store. */
export const envelopeFileOf = (database: string): string => `${database}.recovery`

/** Reads an envelope; null where there is none that can be used. */
export const readEnvelope = async (file: string): Promise<RecoveryEnvelope | null> => {
  try {
    return parseEnvelope((await readBounded(file, 4096)) ?? '')
  } catch (error) {
    if (fileErrorCode(error) !== null) return null
    throw error
  }
}
