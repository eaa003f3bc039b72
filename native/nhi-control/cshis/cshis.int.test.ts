import { execFile } from 'node:child_process'
import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type CshisBench, openCshisBench } from '../../../e2e/sims/cshis/cshisBench.ts'
import { DEMO_PROFESSIONAL_PIN, DEMO_PROFESSIONAL_PUK } from '../../../e2e/sims/people/clinicStaff.ts'
import { populationAt } from '../../../e2e/sims/people/population.ts'
import type { Result } from '../../../preload/contract/result.ts'
import { forkNodeProcess } from '../../helper-process/nodeProcess.ts'
import type { NhiControlPort, VisitSerial } from '../port.ts'
import { describeNhiControlPort } from '../portContract.ts'
import { createCshis, cshisWay } from './createCshis.ts'
import { elfHeader, peHeader } from './testing/libraryHeaders.ts'

const identityOf = (id: string): { readonly cardNumber: string; readonly nationalId: string } => {
  const person = populationAt(Date.now()).find((each) => each.id === id)
  if (person === undefined) throw new Error(`nobody is called ${id}`)
  return { cardNumber: person.nhiCardNumber, nationalId: person.nationalId }
}

const serialInput = { treatmentItem: '01', babyTreatment: '', afterCheck: '1' } as const

const given = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(`${result.error.code} ${JSON.stringify(result.error.details)}`)
  return result.value
}

describeNhiControlPort('control software 5.x against the simulated library', cshisWay, async () => {
  const bench = await openCshisBench({})
  return {
    control: bench.control,
    person: identityOf('lin-adult'),
    emergencyPhone: '0900000001',
    pin: DEMO_PROFESSIONAL_PIN,
    puk: DEMO_PROFESSIONAL_PUK,
    typePins: ([first = '', second = first]) => bench.sim.type(first, second),
    insertExpiredCard: async () => {
      await bench.sim.insertCard('xu-expired')
      return identityOf('xu-expired')
    },
    lapseSam: () => bench.sim.lapseSam(),
    passTime: (ms) => bench.sim.passTime(ms),
    insertCard: () => bench.sim.insertCard('lin-adult'),
    removeCard: () => bench.sim.removeCard(),
    insertProfessionalCard: () => bench.sim.insertProfessional('dr-wang'),
    removeProfessionalCard: () => bench.sim.removeProfessional(),
    cutServer: (cut) => bench.sim.cutNetwork(cut),
    loseNextSerial: () => bench.sim.happen({ when: 'after', kind: 'crash', call: 'hisGetSeqNumber256N1' }),
    reset: () => bench.sim.reset(),
    close: () => bench.close(),
  }
})

describe('control software 5.x against the simulated library, beside the suite', () => {
  const usual = 600
  let temporaryDirectory: string
  let bench: CshisBench

  beforeAll(async () => {
    temporaryDirectory = await mkdtemp(join(tmpdir(), 'cshis-uploads-'))
    bench = await openCshisBench({
      limitsMs: { usual, person: 30_000, transfer: 1_500 },
      pins: { 'wu-low-income': '4711' },
      temporaryDirectory,
    })
  })
  afterAll(async () => {
    await bench.close()
    await rm(temporaryDirectory, { recursive: true })
  })
  beforeEach(async () => {
    await bench.sim.reset()
    given(await bench.control.open())
    await bench.sim.insertCard('lin-adult')
  })

  const helpers = async (): Promise<readonly number[]> => [...new Set((await bench.sim.calls()).map(({ pid }) => pid))]
  const isAlive = (pid: number): boolean => {
    try {
      return process.kill(pid, 0)
    } catch {
      return false
    }
  }

  it('ends a helper that hangs in a read within the limit, and reads with the next', async () => {
    await bench.sim.happen({ when: 'before', kind: 'hang', call: 'hisGetRegisterBasic' })
    const began = performance.now()
    expect(await bench.control.registeredPerson()).toMatchObject({
      error: { code: 'CONTROL_TIMEOUT', retryable: true, details: { reason: 'hung' } },
    })
    expect(performance.now() - began).toBeLessThan(usual + 250)
    expect(given(await bench.control.registeredPerson())).toMatchObject(identityOf('lin-adult'))
    const [first = 0, second = 0, ...more] = await helpers()
    expect([isAlive(first), isAlive(second), more]).toEqual([false, true, []])
  })

  it('goes on after a crash in a read', async () => {
    await bench.sim.happen({ when: 'before', kind: 'crash', call: 'hisGetTreatmentNoNeedHPC' })
    expect(await bench.control.cardVisits()).toMatchObject({ error: { code: 'CONTROL_TIMEOUT' } })
    expect(given(await bench.control.cardVisits())).toEqual([])
  })

  it.each([
    ['the helper crashes', { when: 'after', kind: 'crash' }],
    ['the helper hangs', { when: 'after', kind: 'hang' }],
    ["the data centre's time runs out", { when: 'after', kind: 'code', number: 9003 }],
    ["the reader's time runs out", { when: 'after', kind: 'code', number: 4000 }],
    ['the library writes beside its buffer', { when: 'before', kind: 'overrun', number: 40 }],
    ['the library tells an impossible length', { when: 'before', kind: 'length', number: -1 }],
    ['the library tells a length that is too short', { when: 'before', kind: 'length', number: 300 }],
  ] as const)('takes one serial and loses its reply when %s; the card tells which it was', async (_name, fault) => {
    const before = given(await bench.control.nextSerial(serialInput))
    await bench.sim.happen({ ...fault, call: 'hisGetSeqNumber256N1' })
    expect(await bench.control.nextSerial(serialInput)).toMatchObject({ error: { code: 'NHI_REPLY_LOST' } })
    const serials = given(await bench.control.cardVisits()).map((visit) => visit.visitSequenceNumber)
    expect(serials).toEqual(['0002', before.visitSequenceNumber])
    const asked = (await bench.sim.calls()).filter(
      ({ call, what }) => call === 'hisGetSeqNumber256N1' && what === 'begins',
    )
    expect(asked).toHaveLength(2)
  })

  it('loses the reply of a write and of a taking back in the same way, and a repeated write is none too many', async () => {
    const { treatmentDateTime } = given(await bench.control.nextSerial(serialInput))
    const write = {
      afterCheck: '1',
      treatmentDateTime,
      diagnoses: ['J069'],
      outpatientFee: 350,
      copayment: 50,
    } as const
    await bench.sim.happen({ when: 'after', kind: 'hang', call: 'hisWriteTreatmentCode' })
    expect(await bench.control.writeTreatment(write)).toMatchObject({ error: { code: 'NHI_REPLY_LOST' } })
    expect(await bench.control.writeTreatment(write)).toEqual({ ok: true, value: null })
    await bench.sim.happen({ when: 'after', kind: 'crash', call: 'csUnGetSeqNumber' })
    expect(await bench.control.rollbackSerial(treatmentDateTime)).toMatchObject({ error: { code: 'NHI_REPLY_LOST' } })
    expect(await bench.control.rollbackSerial(treatmentDateTime)).toEqual({ ok: true, value: null })
  })

  it('takes a serial that came with the notice of a second visit as given', async () => {
    const first: VisitSerial = given(await bench.control.nextSerial(serialInput))
    const second = given(await bench.control.nextSerial(serialInput))
    expect([first.sameDay, second.sameDay, second.visitSequenceNumber]).toEqual([false, true, '0002'])
  })

  it('never has two calls or two helpers at the device', async () => {
    await bench.sim.happen({ when: 'before', kind: 'delay', call: 'hisGetRegisterBasic', number: 100 })
    await Promise.all([
      bench.control.registeredPerson(),
      bench.control.cardVisits(),
      bench.control.status(),
      bench.control.nextSerial(serialInput),
      bench.control.emergencyPhone(),
    ])
    const calls = await bench.sim.calls()
    for (const [index, { call, what, pid }] of calls.entries()) {
      if (what === 'begins') expect(calls[index + 1]).toEqual({ call, pid, what: 'ends' })
    }
    expect(await helpers()).toHaveLength(1)
  })

  it('gives reads up that are about a card that was taken out', async () => {
    await bench.sim.happen({ when: 'before', kind: 'delay', call: 'hisGetRegisterBasic', number: 200 })
    const reading = bench.control.registeredPerson()
    const waiting = bench.control.cardVisits()
    await new Promise((resolve) => setTimeout(resolve, 50))
    await bench.sim.insertCard('wu-low-income')
    expect(await bench.control.logOutPatientCard()).toEqual({ ok: true, value: null })
    expect(await reading).toMatchObject({ error: { code: 'CARD_REMOVED' } })
    expect(await waiting).toMatchObject({ error: { code: 'CARD_REMOVED' } })
  })

  it('does not write to a card that was swapped since its serial was taken', async () => {
    const { treatmentDateTime } = given(await bench.control.nextSerial(serialInput))
    await bench.sim.insertCard('zhang-child')
    const write = {
      afterCheck: '1',
      treatmentDateTime,
      diagnoses: ['J069'],
      outpatientFee: 350,
      copayment: 50,
    } as const
    expect(await bench.control.writeTreatment(write)).toMatchObject({ error: { code: 'CARD_MISMATCH' } })
  })

  it('updates an expired card once, and says when it stays expired', async () => {
    await bench.sim.insertCard('xu-expired')
    expect(given(await bench.control.registeredPerson())).toMatchObject(identityOf('xu-expired'))
    await bench.sim.reset()
    await bench.sim.insertCard('xu-expired')
    await bench.sim.happen({ when: 'before', kind: 'code', call: 'csUpdateHCContents', number: 9084 })
    expect(await bench.control.registeredPerson()).toMatchObject({
      error: { code: 'NHI_CARD_EXPIRED', details: { statusCode: 5003, updateStatusCode: 9084 } },
    })
  })

  it('writes long diagnosis codes packed and reads them back as they were', async () => {
    await bench.sim.insertProfessional('dr-wang')
    given(await bench.typing.verifyProfessionalPin(DEMO_PROFESSIONAL_PIN))
    const { treatmentDateTime } = given(await bench.control.nextSerial(serialInput))
    const diagnoses = ['S72001A', 'E119', 'J069', 'V4972XA']
    const write = { afterCheck: '1', treatmentDateTime, diagnoses, outpatientFee: 350, copayment: 50 } as const
    expect(await bench.control.writeTreatment(write)).toEqual({ ok: true, value: null })
    expect(given(await bench.control.cardVisitsWithDiagnoses())[0]?.diagnoses).toEqual(diagnoses)
    expect(given(await bench.control.cumulativeData())[0]).toMatchObject({
      outpatientFee: 350,
      outpatientCopayment: 50,
    })
  })

  it('reads critical illnesses and orders for a doctor', async () => {
    await bench.sim.insertProfessional('dr-wang')
    given(await bench.typing.verifyProfessionalPin(DEMO_PROFESSIONAL_PIN))
    await bench.sim.insertCard('huang-critical')
    expect(given(await bench.control.criticalIllnesses())).toMatchObject([{ code: 'N186' }])
    expect(given(await bench.control.cardPrescriptions())).toEqual([])
    const { treatmentDateTime } = given(await bench.control.nextSerial(serialInput))
    const order = {
      orderType: '1',
      code: 'AC12345100',
      site: '',
      usage: 'TID',
      days: 3,
      totalQuantity: 9,
      deliveryNote: '01',
    } as const
    const many = Array.from({ length: 60 }, () => order)
    expect(new Set(given(await bench.control.writePrescriptions(treatmentDateTime, many))).size).toBe(60)
    expect(given(await bench.control.cardPrescriptions())).toHaveLength(60)
    expect(await bench.control.writePrescriptions(treatmentDateTime, [...many, order])).toMatchObject({
      error: { code: 'RECORD_INVALID' },
    })
    expect(given(await bench.control.professionalCardHolder()).nationalId).toMatch(/^A1/)
  })

  it('leaves the PINs to the pad', async () => {
    await bench.sim.insertProfessional('dr-wang')
    for (let wrong = 0; wrong < 2; wrong += 1) {
      expect(await bench.typing.verifyProfessionalPin('000000')).toMatchObject({
        error: { code: 'PROFESSIONAL_PIN_WRONG' },
      })
    }
    expect(await bench.typing.verifyProfessionalPin('000000')).toMatchObject({
      error: { code: 'PROFESSIONAL_PIN_LOCKED' },
    })
    expect(await bench.typing.unlockProfessionalPin('87654321', '654321')).toMatchObject({
      error: { code: 'PROFESSIONAL_PIN_WRONG' },
    })
    expect(await bench.typing.unlockProfessionalPin(DEMO_PROFESSIONAL_PUK, '654321')).toEqual({ ok: true, value: null })
    expect(await bench.typing.changeProfessionalPin('222222')).toMatchObject({
      error: { code: 'PROFESSIONAL_PIN_NEEDED' },
    })
    expect(await bench.typing.verifyProfessionalPin('654321')).toEqual({ ok: true, value: null })
    await bench.sim.type('222222', '333333')
    expect(await bench.control.changeProfessionalPin('')).toMatchObject({ error: { code: 'PIN_CHANGE_FAILED' } })
    expect(await bench.typing.changeProfessionalPin('222222')).toEqual({ ok: true, value: null })
    expect(await bench.control.logOutProfessionalCard()).toEqual({ ok: true, value: null })
    expect(given(await bench.control.status()).professionalCard).toBe('pin-pending')
  })

  it("asks for the PIN of a patient's card, and takes it off", async () => {
    await bench.sim.insertCard('wu-low-income')
    expect(await bench.control.registeredPerson()).toMatchObject({ error: { code: 'PATIENT_PIN_NEEDED' } })
    expect(await bench.typing.verifyPatientPin('1234')).toMatchObject({ error: { code: 'PATIENT_PIN_WRONG' } })
    expect(await bench.typing.changePatientPin('1234')).toMatchObject({ error: { code: 'PATIENT_PIN_NEEDED' } })
    expect(await bench.typing.verifyPatientPin('4711')).toEqual({ ok: true, value: null })
    expect(given(await bench.control.registeredPerson())).toMatchObject(identityOf('wu-low-income'))
    expect(await bench.control.disablePatientPin()).toEqual({ ok: true, value: null })
    expect(await bench.control.disablePatientPin()).toEqual({ ok: true, value: null })
    expect(await bench.typing.verifyPatientPin('')).toEqual({ ok: true, value: null })
  })

  it('hands records in as a file that nobody else can read and that is gone afterwards', async () => {
    const xml = Buffer.from('<RECS><REC></REC><REC></REC></RECS>', 'latin1')
    await bench.sim.happen({ when: 'before', kind: 'delay', call: 'csUploadData', number: 300 })
    const uploading = bench.control.handIn(xml)
    await expect.poll(() => readdir(temporaryDirectory)).toHaveLength(1)
    const [folder = ''] = await readdir(temporaryDirectory)
    await expect
      .poll(async () => ((await stat(join(temporaryDirectory, folder, 'records.xml'))).mode & 0o777).toString(8))
      .toBe('600')
    expect(given(await uploading).opcode).toMatch(/^\d{14}3599990014000000100001$/)
    expect(await bench.sim.uploads()).toEqual([xml])
    await bench.sim.happen({ when: 'before', kind: 'hang', call: 'csUploadData' })
    expect(await bench.control.handIn(xml)).toMatchObject({ error: { code: 'CONTROL_TIMEOUT' } })
    expect(await readdir(temporaryDirectory)).toEqual([])
  })

  it('says what is missing when the SAM or the way to the NHI is', async () => {
    await bench.sim.takeSam(true)
    given(await bench.control.status())
    expect(await bench.control.reopen()).toMatchObject({
      error: { code: 'SAM_NOT_VERIFIED', details: { statusCode: 4012 } },
    })
    await bench.sim.takeSam(false)
    await bench.sim.cutNetwork(true)
    expect(await bench.control.reopen()).toMatchObject({ error: { code: 'NHI_UNREACHABLE' } })
    await bench.sim.cutNetwork(false)
    expect(given(await bench.control.reopen())).toMatchObject({ initialised: true, sam: 'verified' })
    await bench.sim.insertCard('foreign')
    expect(await bench.control.registeredPerson()).toMatchObject({ error: { code: 'CARD_FOREIGN' } })
  })

  it('opens anew long before the limit of a call that hangs, and answers that call', async () => {
    await bench.sim.happen({ when: 'after', kind: 'hang', call: 'hpcVerifyHPCPIN' })
    await bench.sim.insertProfessional('dr-wang')
    const hanging = bench.control.verifyProfessionalPin('')
    expect(given(await bench.control.reopen())).toMatchObject({ initialised: true })
    expect(await hanging).toMatchObject({ error: { code: 'CONTROL_TIMEOUT' } })
  })

  const portOf = (libraryPath: string): NhiControlPort => {
    const processFile = new URL('./process.ts', import.meta.url).pathname
    return createCshis({ libraryPath, comPort: 0, processFile, fork: (file) => forkNodeProcess(file), external: null })
  }

  it.each([
    ['is not there', null, 'library-missing'],
    ['is no library', Buffer.from('no library at all'), 'not-a-library'],
    ["is another system's", peHeader(0x14c), 'other-system'],
    ['is of another bitness', elfHeader(3), 'wrong-bitness'],
    ['is damaged', elfHeader(62), 'library-unusable'],
  ])('names the reason when the library %s', async (_name, content, reason) => {
    const libraryPath = join(temporaryDirectory, 'library.so')
    await rm(libraryPath, { force: true })
    if (content !== null) await writeFile(libraryPath, content)
    const control = portOf(libraryPath)
    expect(await control.status()).toMatchObject({ error: { code: 'CONTROL_ABSENT', details: { reason } } })
    expect(await control.nextSerial(serialInput)).toMatchObject({
      error: { code: 'CONTROL_ABSENT', details: { reason } },
    })
    await control.dispose()
    await rm(libraryPath, { force: true })
  })

  it('names the function that a library lacks', async () => {
    const libraryPath = join(temporaryDirectory, 'without.so')
    await promisify(execFile)(process.env.CC ?? 'cc', ['-shared', '-o', libraryPath, '-x', 'c', '/dev/null'])
    const control = portOf(libraryPath)
    expect(await control.open()).toMatchObject({
      error: { code: 'CONTROL_ABSENT', details: { reason: 'symbol-missing', symbol: 'csOpenCom' } },
    })
    await control.dispose()
    await rm(libraryPath)
  })
})
