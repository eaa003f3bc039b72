import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Sims, startSims } from '../../../e2e/sims/client.ts'
import { virtualReaderMissing } from '../../../native/card-reader/testing/virtualReader.ts'
import type { Result } from '../../../preload/contract/result.ts'
import type { VisitSummary } from '../../../preload/contract/visit/visit.ts'
import { okValue, openTemporaryStore, type TemporaryStore } from '../../store/temporaryStore.ts'

type Answer = Result<VisitSummary>

/** A desk that runs in a process of its own. */
interface DeskProcess {
  readonly child: ChildProcess
  /** Resolves when the patient's card has come so far. */
  card(state: 'ready' | 'gone'): Promise<void>
  ask(message: 'register' | { readonly cancel: string }): Promise<Answer>
}

const missing = await virtualReaderMissing()
const path = '/api/v1/SequelNumber/Next'

describe.skipIf(missing !== null)('two processes at one store, one card, pcscd and the control software', () => {
  let sims: Sims
  let folder: string
  let temporary: TemporaryStore
  let desks: readonly DeskProcess[]

  const startDesk = (deskId: string): DeskProcess => {
    const key = Buffer.from(temporary.key).toString('hex')
    const file = fileURLToPath(new URL('../desk.fixture.ts', import.meta.url))
    const child = fork(file, [temporary.file, key, sims.settingsFile, deskId], { env: { ...process.env, ...sims.env } })
    let state: unknown = null
    const waiting: ((answer: Answer) => void)[] = []
    child.on('message', (message: 'ready' | 'gone' | { readonly answer?: Answer }) => {
      if (typeof message === 'object' && message.answer !== undefined) waiting.shift()?.(message.answer)
      else state = message
    })
    return {
      child,
      card: (wanted) => expect.poll(() => state, { timeout: 30_000 }).toBe(wanted),
      ask: (message) =>
        new Promise((resolve) => {
          waiting.push(resolve)
          child.send(message)
        }),
    }
  }
  const serials = async () => (await sims.nhi.ledger()).visits.filter(({ rolledBack }) => !rolledBack)
  const both = () => Promise.all(desks.map((desk) => desk.ask('register')))
  const won = (answers: readonly Answer[]): VisitSummary => {
    const visits = answers.flatMap((answer) => (answer.ok ? [answer.value] : []))
    expect(visits, JSON.stringify(answers)).toHaveLength(1)
    const [visit] = visits
    if (visit === undefined) throw new Error('nobody got the visit')
    return visit
  }

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'two-processes-'))
    sims = await startSims({ dir: folder, resultDelayMs: 300 })
    temporary = await openTemporaryStore()
    desks = [startDesk('front-1'), startDesk('front-2')]
  })
  beforeEach(async () => {
    await sims.cards.insert('lin-adult')
    await Promise.all(desks.map((desk) => desk.card('ready')))
  })
  afterAll(async () => {
    await Promise.all(
      desks.map(async ({ child }) => {
        const gone = once(child, 'exit')
        child.disconnect()
        await gone
      }),
    )
    await temporary.dispose()
    await sims.stop()
    await rm(folder, { recursive: true, force: true })
  })

  it('that ask at the same moment take one serial, time after time, and the other shows its visit', async () => {
    for (let round = 0; round < 4; round += 1) {
      const answers = await both()
      const { encounterId } = won(answers)
      const [visit, ...others] = await serials()
      expect(others).toEqual([])
      expect(visit?.sequenceNumber).toBe('0001')
      const refused = answers.find((answer) => !answer.ok)
      expect(refused).toMatchObject({ error: { code: 'VISIT_OPEN_ALREADY', details: { encounterId } } })
      const [first] = desks
      okValue(await (first as DeskProcess).ask({ cancel: encounterId }))
      expect(await serials()).toEqual([])
    }
  })

  it('take one, too, where the answer to it is lost', async () => {
    await sims.nhi.failNext({ kind: 'lost-reply', path })
    const { exceptionCode, visitSequenceNumber } = won(await both())
    const [visit, ...others] = await serials()
    expect(others).toEqual([])
    expect({ exceptionCode, visitSequenceNumber }).toEqual({
      exceptionCode: 'A021',
      visitSequenceNumber: visit?.sequenceNumber,
    })
  })
})
