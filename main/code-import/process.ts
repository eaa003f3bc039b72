import { parentLink } from '../../native/helper-process/parentLink.ts'
import type { ImportProgress } from '../../preload/contract/codes/codeTables.ts'
import { freeSpaceNow } from '../platform/freeSpace.ts'
import type { Store } from '../store/handles.ts'
import { openStore } from '../store/openStore.ts'
import { ImportRefused } from './importRefused.ts'
import { createImportSession, type ImportSession } from './importSession.ts'
import { type FromImport, type Opening, type ToImport, ToImportSchema } from './messages.ts'
import { roomProblem } from './roomPolicy.ts'

/**
 * The import process's own program: reads a table file, compares it with the store and writes it there, so that the desk waits for nothing
 * and ending the process is ending the import.
 */
const link = parentLink()
const post = (message: FromImport): void => link?.post(message)

let lastProgress = ''
const report = (progress: ImportProgress): void => {
  const next = `${progress.step} ${progress.percent}`
  if (next !== lastProgress) post({ type: 'progress', progress })
  lastProgress = next
}

const storeOf = async ({ file, keyHex, nativeBinding }: Opening): Promise<Store> => {
  const opened = await openStore({
    file,
    key: new Uint8Array(Buffer.from(keyHex, 'hex')),
    ...(nativeBinding === null ? {} : { nativeBinding }),
    writeProblem: () => roomProblem(freeSpaceNow(file)),
  })
  if (!opened.ok) throw new ImportRefused('IMPORT_FAILED', { problem: opened.error.code })
  return opened.value
}

let session: ImportSession | null = null

const answer = async (message: ToImport): Promise<FromImport> => {
  if (message.type === 'look') {
    const { opening } = message
    session = createImportSession(opening, () => storeOf(opening), report)
    return { type: 'looked', look: await session.look() }
  }
  if (session === null) throw new ImportRefused('NOT_FOUND')
  if (message.type === 'preview') return { type: 'previewed', preview: await session.preview(message.wish) }
  return { type: 'imported', imported: await session.write(message.now) }
}

const refusal = (error: unknown): FromImport => {
  if (!(error instanceof ImportRefused)) {
    return {
      type: 'refused',
      code: 'IMPORT_FAILED',
      details: { problem: error instanceof Error ? error.name : 'unknown' },
    }
  }
  const { code, details } = error
  return { type: 'refused', code, ...(details === undefined ? {} : { details: { ...details } }) }
}

link?.onMessage((raw) => {
  const message = ToImportSchema.safeParse(raw)
  if (!message.success) return post(refusal(new ImportRefused('IMPORT_FAILED', { problem: 'message' })))
  answer(message.data).then(post, (error: unknown) => post(refusal(error)))
})
