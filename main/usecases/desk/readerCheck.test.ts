import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createFakeCardReader, type FakeCardReader, usualAtr } from '../../../native/card-reader/fakeCardReader.ts'
import { createFakeNhiControl, type FakeNhiControl } from '../../../native/nhi-control/fakeNhiControl.ts'
import type { CheckItem, CheckLine, CheckReport } from '../../../preload/contract/desk/readerCheck.ts'
import { readerCheckChannels } from '../../../preload/contract/desk/readerCheck.ts'
import { fail, ok } from '../../../preload/contract/result.ts'
import { instantOf } from '../context.ts'
import type { CheckedDesk, CheckedServer } from '../reader-check/checkedDesk.ts'
import { lin, professionalPin, settings } from '../testDesk.ts'
import { createDeskStatus, type DeskStatusBoard } from './deskStatus.ts'
import { createReaderCheck, type ReaderCheck, type ReaderCheckOptions } from './readerCheck.ts'
import { createReaderDesk } from './readerDesk.ts'

const patient = 'NHI Reader Patient 00 00'
const professional = 'NHI Reader Professional 01 00'
const fingerprint = 'ab'.repeat(32)
const controlSoftware = { ...settings.controlSoftware, sha256Fingerprint: fingerprint }
const never = <T>(): Promise<T> => new Promise<T>(() => undefined)

const answering = (host: string, offsetMs = 0): CheckedServer => ({ host, ask: async () => ok({ offsetMs }) })
const cut = (host: string, code: 'NHI_UNREACHABLE' | 'CLOUD_UNREACHABLE'): CheckedServer => ({
  host,
  ask: async () => fail(code, { retryable: true, details: { reason: 'ECONNREFUSED' } }),
})

let reader: FakeCardReader
let control: FakeNhiControl
let board: DeskStatusBoard
let told: CheckLine[]
let thrown: string[]

const open = async (
  change: Partial<CheckedDesk> = {},
  limitsMs: ReaderCheckOptions['limitsMs'] = { question: 2_000, step: 3_000 },
): Promise<ReaderCheck> => {
  const now = () => Date.parse('2026-11-22T01:05:00Z')
  const remembered = settings.readers
  const readerDesk = createReaderDesk({ reader, remembered, remember: async () => ok(null) })
  board = createDeskStatus({
    control,
    way: { adapter: 'control6', findings: [] },
    settings,
    now,
    publish: () => undefined,
  })
  board.change({
    reader: readerDesk.status(false),
    outbox: {
      unsent: 3,
      rejected: 0,
      quarantined: 0,
      nearestDeadline: null,
      overdue: 0,
      running: true,
      pausedUntil: null,
      nhiOffered: true,
      cloudFindings: 0,
    },
  })
  const answer = await control.status()
  const { sam, professionalCard } = board.current()
  if (answer.ok)
    board.change({
      sam: { ...sam, state: answer.value.sam, verifiedAt: instantOf(now()) },
      professionalCard: { ...professionalCard, state: answer.value.professionalCard },
    })
  const desk: CheckedDesk = {
    program: { version: '0.1.0', electron: '33.2.1', system: 'Linux 6.1 x64' },
    reader,
    status: () => board.current(),
    control,
    controlSoftware,
    builtWays: new Set(['control6']),
    findWays: async () => [
      { adapter: 'control6', state: 'found' },
      { adapter: 'cshis', state: 'found' },
      { adapter: 'vhc-sdk', state: 'absent' },
    ],
    certificate: async () => ok({ sha256Fingerprint: fingerprint }),
    nhiServers: [answering('nhi-1:443'), answering('nhi-2:443')],
    cloudServers: [answering('cloud-1:443'), answering('cloud-2:443')],
    askStore: async () => undefined,
    freeBytes: async () => 50 * 2 ** 30,
    ...change,
  }
  return createReaderCheck({
    desk,
    now,
    publish: (line) => told.push(line),
    onThrow: (item) => thrown.push(item),
    limitsMs,
  })
}

const lineOf = (report: CheckReport, item: CheckItem, index = 0): CheckLine => {
  const line = report.lines.find((one) => one.item === item && one.index === index)
  if (line === undefined) throw new Error(`no line ${item} ${index}`)
  return line
}
/** State, error code and reason of a line, as far as it has any. */
const short = (line: CheckLine): string =>
  [line.state, line.error?.code, line.why].filter((part) => part != null).join(' ')
const shorts = (report: CheckReport): readonly string[] =>
  report.lines.map((line) => `${line.item}${line.index === 0 ? '' : `#${line.index}`}: ${short(line)}`)

beforeEach(async () => {
  reader = createFakeCardReader([patient, professional])
  reader.start()
  reader.insert(patient, lin)
  reader.insert(professional, fail('CARD_FOREIGN'))
  control = createFakeNhiControl()
  control.insertProfessionalCard(professionalPin)
  await control.open()
  await control.verifyProfessionalPin(professionalPin)
  told = []
  thrown = []
})
afterEach(async () => {
  await reader.dispose()
  expect(thrown).toEqual([])
})

describe('the reader check on a desk where all is well', () => {
  it('finds every line good', async () => {
    const report = await (await open()).run()
    expect(report.lines.map(short)).toEqual(report.lines.map(() => 'good'))
    expect(report).toMatchObject({ cancelled: false, endedAt: '2026-11-22T01:05:00.000Z' })
    expect(lineOf(report, 'reader', 1).value).toEqual({
      name: professional,
      role: 'professional',
      cardPresent: true,
      atr: usualAtr,
    })
    expect(lineOf(report, 'control-software').value).toEqual({ pinned: true, certificate: 'abababab' })
    expect(lineOf(report, 'way').value).toMatchObject({
      adapter: 'control6',
      ways: [{ reason: 'in-use' }, { reason: 'not-built' }, { reason: 'not-there' }],
    })
    expect(lineOf(report, 'sam').value).toMatchObject({ sam: 'verified', verifiedAt: board.current().sam.verifiedAt })
    expect(lineOf(report, 'patient-card').ms).toBeGreaterThanOrEqual(0)
  })

  it('tells every line as running first, and each again when it has ended', async () => {
    const report = await (await open()).run()
    const count = report.lines.length
    expect(told.slice(0, count).map(({ state }) => state)).toEqual(report.lines.map(() => 'running'))
    const byItem = (lines: readonly CheckLine[]) =>
      [...lines].sort((one, other) => `${one.item}${one.index}`.localeCompare(`${other.item}${other.index}`))
    expect(byItem(told.slice(count))).toEqual(byItem(report.lines))
  })

  it('answers in the form of the contract, and with nothing of the card that was read', async () => {
    const report = await (await open()).run()
    expect(readerCheckChannels['reader-check:run'].output.parse(report)).toEqual(report)
    const text = JSON.stringify([report, told])
    for (const word of [lin.name, lin.nationalId, lin.cardNumber, lin.birthDate]) expect(text).not.toContain(word)
  })

  it('reads the card once, and joins a check that runs already', async () => {
    let reads = 0
    const counting = {
      readers: reader.readers,
      readPublicProfile: (name: string) => {
        reads += 1
        return reader.readPublicProfile(name)
      },
    }
    const check = await open({ reader: counting })
    const [one, other] = await Promise.all([check.run(), check.run()])
    expect(one).toBe(other)
    expect(reads).toBe(1)
  })
})

describe('the reader check on a desk where everything is broken', () => {
  it('says of each line what is wrong, and blames nothing twice', async () => {
    reader.insert(patient, fail('CARD_FOREIGN', { details: { sw: '6A82' } }))
    reader.unplug(professional)
    const check = await open({
      control: { status: async () => fail('CONTROL_ABSENT', { retryable: true }) },
      certificate: async () => fail('CONTROL_ABSENT'),
      findWays: async () => [
        { adapter: 'control6', state: 'absent' },
        { adapter: 'cshis', state: 'found' },
      ],
      builtWays: new Set(['control6', 'cshis']),
      nhiServers: [cut('nhi-1:443', 'NHI_UNREACHABLE'), cut('nhi-2:443', 'NHI_UNREACHABLE')],
      cloudServers: [cut('cloud-1:443', 'CLOUD_UNREACHABLE'), answering('cloud-2:443', 700_000)],
      freeBytes: async () => 200 * 2 ** 20,
    })
    board.change({ outbox: { ...board.current().outbox, running: false } })
    const report = await check.run()
    expect(shorts(report)).toEqual([
      'program: good',
      'smart-card-service: good',
      'reader: good',
      'patient-card: fault CARD_FOREIGN',
      'professional-reader: warning READER_NOT_FOUND',
      'way: warning WAY_ELSEWHERE',
      'control-software: fault CONTROL_ABSENT',
      'sam: skipped no-answer',
      'professional-card: skipped no-answer',
      'nhi-data-centre: fault NHI_UNREACHABLE',
      'nhi-data-centre#1: fault NHI_UNREACHABLE',
      'cloud-data-centre: warning DATA_CENTRE_DOWN',
      'cloud-data-centre#1: good',
      'clock: fault CLOCK_OFF',
      'store: warning DISK_LOW',
      'outbox: fault OUTBOX_STOPPED',
    ])
    expect(lineOf(report, 'patient-card').error?.details).toEqual({ sw: '6A82' })
    expect(lineOf(report, 'cloud-data-centre').error?.details).toEqual({
      reason: 'ECONNREFUSED',
      cause: 'CLOUD_UNREACHABLE',
    })
    expect(lineOf(report, 'clock').value).toEqual({ offsetSeconds: 700 })
  })

  it('says that the service is down, and does not ask the reader', async () => {
    reader.setService('down')
    const check = await open()
    board.change({ reader: { ...board.current().reader, state: 'service-down' } })
    const report = await check.run()
    expect(short(lineOf(report, 'smart-card-service'))).toBe('fault READER_SERVICE_DOWN')
    expect(short(lineOf(report, 'patient-card'))).toBe('skipped no-answer')
  })

  it('skips an empty reader, and asks for the SAM and the PIN', async () => {
    reader.remove(patient)
    control.lapseSam()
    await control.logOutProfessionalCard()
    const report = await (await open()).run()
    expect(short(lineOf(report, 'patient-card'))).toBe('skipped no-card')
    expect(short(lineOf(report, 'sam'))).toBe('fault SAM_NOT_VERIFIED')
    expect(short(lineOf(report, 'professional-card'))).toBe('warning PROFESSIONAL_PIN_NEEDED')
  })

  it('says that the SAM has lapsed or is not needed, that the card is locked or gone, as the desk remembers', async () => {
    control.lapseSam()
    await control.logOutProfessionalCard()
    const check = await open()
    const { sam, professionalCard } = board.current()
    const error = fail('CONTROL_REFUSED', { details: { statusCode: 9240, source: 'control' } }).error
    board.change({
      sam: { ...sam, state: 'lapsed', error },
      professionalCard: { ...professionalCard, state: 'locked' },
    })
    const report = await check.run()
    expect(lineOf(report, 'sam')).toMatchObject({ state: 'fault', value: { sam: 'lapsed', verifiedAt: null }, error })
    expect(short(lineOf(report, 'professional-card'))).toBe('fault PROFESSIONAL_PIN_LOCKED')
    board.change({ sam: { ...sam, state: 'not-needed' } })
    control.removeProfessionalCard()
    const later = await check.run()
    expect(short(lineOf(later, 'sam'))).toBe('good')
    expect(short(lineOf(later, 'professional-card'))).toBe('warning PROFESSIONAL_CARD_ABSENT')
  })

  it('shows another certificate than the pinned one', async () => {
    const check = await open({
      certificate: async () => ok({ sha256Fingerprint: 'cd'.repeat(32) }),
      control: { status: async () => fail('CONTROL_FINGERPRINT', { details: { reason: 'fingerprint' } }) },
    })
    const line = lineOf(await check.run(), 'control-software')
    expect(short(line)).toBe('fault CONTROL_FINGERPRINT')
    expect(line.value).toEqual({ pinned: false, certificate: 'cdcdcdcd' })
  })

  it('works on a desk that has not been set up', async () => {
    const report = await (await open({ control: null, controlSoftware: null, nhiServers: [], cloudServers: [] })).run()
    for (const item of ['way', 'control-software', 'sam', 'nhi-data-centre', 'cloud-data-centre', 'outbox'] as const) {
      expect(short(lineOf(report, item))).toBe('skipped not-configured')
    }
    expect(short(lineOf(report, 'patient-card'))).toBe('good')
  })

  it('keeps what is no ATR from the report', async () => {
    reader.insert(patient, lin, '林示安')
    const line = lineOf(await (await open()).run(), 'reader')
    expect(line.value).toMatchObject({ cardPresent: true, atr: null })
  })
})

describe('the reader check on a desk that hangs', () => {
  const hanging: Partial<CheckedDesk> = {
    reader: { readers: () => reader.readers(), readPublicProfile: never },
    control: { status: never },
    certificate: never,
    findWays: never,
    nhiServers: [{ host: 'nhi-1:443', ask: never }, answering('nhi-2:443')],
    cloudServers: [{ host: 'cloud-1:443', ask: never }],
    askStore: never,
  }

  it('ends each line in its own time', async () => {
    const check = await open(hanging, { question: 20, step: 40 })
    const report = await check.run()
    expect(shorts(report)).toEqual([
      'program: good',
      'smart-card-service: good',
      'reader: good',
      'reader#1: good',
      'patient-card: fault READER_TIMEOUT',
      'professional-reader: good',
      'way: fault CONTROL_TIMEOUT',
      'control-software: fault CONTROL_TIMEOUT',
      'sam: skipped no-answer',
      'professional-card: skipped no-answer',
      'nhi-data-centre: warning DATA_CENTRE_DOWN',
      'nhi-data-centre#1: good',
      'cloud-data-centre: fault CLOUD_UNREACHABLE',
      'clock: good',
      'store: fault STORE_BUSY',
      'outbox: good',
    ])
  })

  it('is cancelled at once: what has ended stays, the rest is skipped, and the probes are told', async () => {
    let isTold = false
    const asked = Promise.withResolvers<void>()
    const listening: CheckedServer = {
      host: 'nhi-1:443',
      ask: (signal) => {
        asked.resolve()
        signal.addEventListener('abort', () => {
          isTold = true
        })
        return never()
      },
    }
    const check = await open({ ...hanging, nhiServers: [listening] }, { question: 60_000, step: 60_000 })
    const running = check.run()
    await asked.promise
    check.cancel()
    const report = await running
    expect(report.cancelled).toBe(true)
    expect(short(lineOf(report, 'program'))).toBe('good')
    expect(short(lineOf(report, 'patient-card'))).toBe('skipped cancelled')
    expect(short(lineOf(report, 'nhi-data-centre'))).toBe('skipped cancelled')
    expect(isTold).toBe(true)
    expect((await (await open()).run()).cancelled).toBe(false)
  })

  it('tells a step that throws as an incident of its own', async () => {
    const check = await open({ askStore: () => Promise.reject(new Error('disk')) })
    expect(short(lineOf(await check.run(), 'store'))).toBe('fault INTERNAL')
    expect(thrown.splice(0)).toEqual(['store'])
  })
})
