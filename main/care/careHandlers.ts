import { writeFile } from 'node:fs/promises'
import { fail, ok, type Result } from '../../preload/contract/result.ts'
import type { Handlers } from '../ipc/handlers.ts'
import { folderProblem, isSameDisk, makeBackup } from './backupRound.ts'
import { checkNow } from './checkRound.ts'
import type { Care } from './createCare.ts'
import { fileFailure } from './fileFailure.ts'
import { inspectBackup, listForRestore, restoreBackup } from './restoreDesk.ts'

/** The channels of the store's care; they answer also where the store can't be opened. */
export type CareHandlers = Pick<
  Handlers,
  | 'care:status'
  | 'care:check'
  | 'care:note-lost-tail'
  | 'recovery:make'
  | 'recovery:confirm'
  | 'recovery:print'
  | 'recovery:save-pdf'
  | 'recovery:open'
  | 'backup:choose-folder'
  | 'backup:set-time'
  | 'backup:run'
  | 'backup:cancel'
  | 'backup:list'
  | 'backup:inspect'
  | 'backup:restore'
>

const savePdf = async (care: Care): Promise<Result<{ file: string | null }>> => {
  const { dialogs } = care.context
  const file = await dialogs.choosePdf()
  if (file === null) return ok({ file })
  try {
    await writeFile(file, await dialogs.pdf(), { mode: 0o600 })
    return ok({ file })
  } catch (error) {
    return { ok: false, error: fileFailure(error) }
  }
}

const empty = <T>(result: Result<T>): Result<Record<string, never>> => (result.ok ? ok({}) : result)

export const careHandlers = (care: Care): CareHandlers => {
  const { context, recovery } = care
  const status = async () => ok(care.status())
  const withStatus = async <T>(result: Result<T>) => (result.ok ? status() : result)
  return {
    'care:status': status,
    'care:check': async () => {
      const seen = await checkNow(context, 'integrity')
      if (seen.ok && !seen.value.whole) void care.foundDamaged()
      return withStatus(seen)
    },
    'care:note-lost-tail': async ({ foundAt }) => withStatus(await care.head.note(Date.parse(foundAt))),
    'recovery:make': async () => {
      const made = recovery.make()
      return made.ok ? ok({ ...made.value, groups: [...made.value.groups], asked: [...made.value.asked] }) : made
    },
    'recovery:confirm': async ({ groups }) => withStatus(await recovery.confirm(groups)),
    'recovery:print': async () =>
      (await context.dialogs.print()) ? ok({}) : fail('PRINT_FAILED', { retryable: true }),
    'recovery:save-pdf': () => savePdf(care),
    'recovery:open': async ({ code }) => empty(await recovery.open(code)),
    'backup:choose-folder': async () => {
      const folder = await context.dialogs.chooseFolder()
      if (folder === null) return status()
      const problem = await folderProblem(folder)
      if (problem !== null) return { ok: false, error: problem }
      context.moving.sameDisk = await isSameDisk(folder, context.paths.database)
      await context.remember({ folder, tried: null })
      return status()
    },
    'backup:set-time': async ({ time }) => {
      await context.remember({ time })
      return status()
    },
    'backup:run': async () => withStatus(await makeBackup(context)),
    'backup:cancel': async () => {
      context.moving.backup?.abort.abort()
      return ok({})
    },
    'backup:list': () => listForRestore(context),
    'backup:inspect': ({ name, code }) => inspectBackup(context, name, code),
    'backup:restore': async ({ name, code }) => empty(await restoreBackup(context, name, code)),
  }
}
