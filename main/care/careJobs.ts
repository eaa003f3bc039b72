import { createHash } from 'node:crypto'
import { createReadStream, statSync } from 'node:fs'
import { checkStore } from '../store/care/checkStore.ts'
import { copyStore, verifyCopy } from '../store/care/copyStore.ts'
import { openCopy } from '../store/care/openCopy.ts'
import { rescueStore } from '../store/care/rescueStore.ts'
import { storeFacts } from '../store/care/storeFacts.ts'
import { errorCodeOf, isUnreadable, writeFailure } from '../store/sqliteErrors.ts'
import type { CareJob, CareResult, FromCare } from './careMessages.ts'

type Failure = Omit<Extract<FromCare, { type: 'failed' }>, 'type'>
type Step = Extract<FromCare, { type: 'step' }>['step']

/** A job that could not be done, for a reason the starter knows what to do about. */
export class CareJobFailed extends Error {
  readonly failure: Failure
  constructor(failure: Failure) {
    super(failure.problem)
    this.failure = failure
  }
}

const busyTimeoutMs = 10_000

const openingOf = (job: Pick<CareJob, 'file' | 'keyHex' | 'nativeBinding'>) => ({
  file: job.file,
  key: new Uint8Array(Buffer.from(job.keyHex, 'hex')),
  nativeBinding: job.nativeBinding ?? undefined,
  busyTimeoutMs,
})

/** SHA-256 of a file, hex, read from the disk piece by piece. */
const hashOf = async (file: string, onPercent: (percent: number) => void): Promise<string> => {
  const { size } = statSync(file)
  const hash = createHash('sha256')
  let read = 0
  for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 })) {
    const bytes = chunk as Buffer
    hash.update(bytes)
    read += bytes.byteLength
    onPercent(size === 0 ? 100 : Math.min(100, Math.floor((read / size) * 100)))
  }
  return hash.digest('hex')
}

const reportTo = (post: (message: FromCare) => void) => {
  let last = ''
  return (step: Step, percent: number): void => {
    const next = `${step} ${percent}`
    if (next !== last) post({ type: 'step', step, percent })
    last = next
  }
}

const backup = async (
  job: Extract<CareJob, { job: 'backup' }>,
  report: ReturnType<typeof reportTo>,
): Promise<CareResult<'backup'>> => {
  report('copy', 0)
  const source = openingOf(job)
  const bounds = copyStore(source, job.target)
  const sha256 = await hashOf(job.target, (percent) => report('hash', percent))
  report('check', 0)
  const { facts, problem } = verifyCopy({ ...source, file: job.target }, source, bounds)
  if (problem !== null) throw new CareJobFailed({ reason: 'damaged', problem })
  report('check', 100)
  return { facts, sha256, bytes: statSync(job.target).size }
}

const rescue = async (
  job: Extract<CareJob, { job: 'rescue' }>,
  report: ReturnType<typeof reportTo>,
): Promise<CareResult<'rescue'>> => {
  const saved = rescueStore(openingOf(job), job.target, (done, of) => report('copy', Math.floor((done / of) * 100)))
  const sha256 = await hashOf(job.target, (percent) => report('hash', percent))
  return { ...saved, sha256, bytes: statSync(job.target).size }
}

const inspect = async (
  job: Extract<CareJob, { job: 'inspect' }>,
  report: ReturnType<typeof reportTo>,
): Promise<CareResult<'inspect'>> => {
  const sha256 = await hashOf(job.file, (percent) => report('hash', percent))
  if (job.sha256 !== null && sha256 !== job.sha256) throw new CareJobFailed({ reason: 'damaged', problem: 'sha256' })
  report('check', 0)
  const db = openCopy(openingOf(job))
  if (db === null) throw new CareJobFailed({ reason: 'key', problem: 'not opened by this key' })
  try {
    const problem = checkStore(db, 'quick')
    if (problem !== null) throw new CareJobFailed({ reason: 'damaged', problem: 'quick_check' })
    return { facts: storeFacts(db) }
  } finally {
    db.close()
  }
}

/** A store that isn't opened by its own key, which has opened it before, is damaged in its first page. */
const withStore = <T>(job: CareJob, work: (db: NonNullable<ReturnType<typeof openCopy>>) => T): T => {
  const db = openCopy(openingOf(job))
  if (db === null) throw new CareJobFailed({ reason: 'damaged', problem: 'not a database' })
  try {
    return work(db)
  } finally {
    db.close()
  }
}

/** Does one job. Throws `CareJobFailed` for what is expected to go wrong. */
export const doJob = async (job: CareJob, post: (message: FromCare) => void): Promise<unknown> => {
  const report = reportTo(post)
  try {
    if (job.job === 'backup') return await backup(job, report)
    if (job.job === 'rescue') return await rescue(job, report)
    if (job.job === 'inspect') return await inspect(job, report)
    if (job.job === 'facts') return withStore(job, (db) => ({ facts: storeFacts(db) }))
    return withStore(job, (db) => ({ problem: checkStore(db, job.kind) }))
  } catch (error) {
    if (error instanceof CareJobFailed) throw error
    const problem = errorCodeOf(error)
    if (problem === null) throw error
    const reason = isUnreadable(error) ? 'damaged' : writeFailure(error)?.code === 'STORE_FULL' ? 'full' : 'failed'
    throw new CareJobFailed({ reason, problem })
  }
}
