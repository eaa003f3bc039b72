import { randomBytes, randomInt } from 'node:crypto'
import { fail, ok, type Result } from '../../preload/contract/result.ts'
import type { Instant } from '../../preload/contract/words.ts'
import {
  plainRecoveryText,
  readRecoveryCode,
  recoveryCodeOf,
  recoveryGroups,
  recoverySecretBytes,
} from '../domain/desk/recoveryCode.ts'
import { writeFileAtomically } from '../platform/atomicFile.ts'
import { keepKey } from '../platform/keyVault.ts'
import { checkKey } from '../store/keyCheck.ts'
import type { CareContext } from './context.ts'
import { fileFailure } from './fileFailure.ts'
import { openEnvelope, type RecoveryEnvelope, sealKey } from './recoveryEnvelope.ts'
import { envelopeFileOf, readEnvelope } from './recoveryFile.ts'

export interface NewRecoveryCode {
  readonly groups: readonly string[]
  readonly asked: readonly number[]
  readonly madeAt: Instant
}

export interface RecoveryDesk {
  /** A new code, told this once. `NOT_CONFIGURED` while there is no key. */
  make(): Result<NewRecoveryCode>
  /** Makes it count when the asked groups were typed right. `RECOVERY_CODE_WRONG` (details.group), `CONFLICT`, the file system's. */
  confirm(groups: readonly string[]): Promise<Result<null>>
  /** Opens the store's envelope and wraps the key for this PC. `RECOVERY_CODE_WRONG`, `NOT_FOUND` (no envelope), the file system's. */
  open(code: string): Promise<Result<null>>
}

/** The key that a typed code gives. `RECOVERY_CODE_WRONG`: details.group where one group can't be right, null when the code is another one's. */
export const keyByCode = (envelope: RecoveryEnvelope, code: string): Result<Uint8Array> => {
  const read = readRecoveryCode(code)
  if (!read.ok) return fail('RECOVERY_CODE_WRONG', { details: { group: read.group } })
  const key = openEnvelope(envelope, read.secret)
  return key === null ? fail('RECOVERY_CODE_WRONG', { details: { group: null } }) : ok(key)
}

/** Two different groups, in order. */
const twoGroups = (): readonly number[] => {
  const one = randomInt(recoveryGroups)
  const other = (one + 1 + randomInt(recoveryGroups - 1)) % recoveryGroups
  return [one + 1, other + 1].toSorted((a, b) => a - b)
}

export const createRecoveryDesk = (
  context: Pick<CareContext, 'paths' | 'protector' | 'now' | 'key'> & {
    /** The code made then is the one in force. */
    readonly onConfirmed: (madeAt: Instant) => void
  },
): RecoveryDesk => {
  const file = envelopeFileOf(context.paths.database)
  /** Made and not confirmed yet: the one before stays good until then. */
  let pending: { readonly code: NewRecoveryCode; readonly envelope: RecoveryEnvelope } | null = null

  return {
    make() {
      const key = context.key()
      if (key === null) return fail('NOT_CONFIGURED')
      const secret = new Uint8Array(randomBytes(recoverySecretBytes))
      const madeAt = new Date(context.now()).toISOString() as Instant
      const code = { groups: recoveryCodeOf(secret), asked: twoGroups(), madeAt }
      pending = { code, envelope: sealKey(key, secret, madeAt) }
      return ok(code)
    },
    async confirm(typed) {
      if (pending === null) return fail('CONFLICT')
      const { code, envelope } = pending
      const wrong = code.asked.find((group, index) => plainRecoveryText(typed[index] ?? '') !== code.groups[group - 1])
      if (wrong !== undefined) return fail('RECOVERY_CODE_WRONG', { details: { group: wrong } })
      try {
        await writeFileAtomically(file, `${JSON.stringify(envelope)}\n`)
      } catch (error) {
        return { ok: false, error: fileFailure(error) }
      }
      pending = null
      context.onConfirmed(code.madeAt)
      return ok(null)
    },
    async open(code) {
      const envelope = await readEnvelope(file)
      if (envelope === null) return fail('NOT_FOUND', { details: { what: 'recovery-envelope' } })
      const key = keyByCode(envelope, code)
      if (!key.ok) return key
      // An envelope that was put beside another store opens, but not that store.
      if ((await checkKey(context.paths.database, key.value)) === 'wrong') {
        return fail('RECOVERY_CODE_WRONG', { details: { group: null } })
      }
      return keepKey({ keyFile: context.paths.keyFile, key: key.value, protector: context.protector })
    },
  }
}
