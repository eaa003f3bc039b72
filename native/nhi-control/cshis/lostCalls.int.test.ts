import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type CshisBench, openCshisBench } from '../../../e2e/sims/cshis/cshisBench.ts'
import { identityOf } from '../../../e2e/sims/people/identityOf.ts'
import { given, serialInput } from '../contract-suite/harness.ts'

const person = identityOf('lin-adult')

describe('control software 5.x whose library hangs, crashes and miswrites', () => {
  const usual = 600
  let bench: CshisBench

  beforeAll(async () => {
    bench = await openCshisBench({ limitsMs: { usual, person: 30_000 } })
  })
  afterAll(() => bench.close())
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
    const before = given(await bench.control.nextSerial(serialInput, person))
    await bench.sim.happen({ ...fault, call: 'hisGetSeqNumber256N1' })
    expect(await bench.control.nextSerial(serialInput, person)).toMatchObject({ error: { code: 'NHI_REPLY_LOST' } })
    const serials = given(await bench.control.cardVisits()).map((visit) => visit.visitSequenceNumber)
    expect(serials).toEqual(['0002', before.visitSequenceNumber])
    const asked = (await bench.sim.calls()).filter(
      ({ call, what }) => call === 'hisGetSeqNumber256N1' && what === 'begins',
    )
    expect(asked).toHaveLength(2)
  })

  it('loses the reply of a write and of a taking back in the same way, and a repeated write is none too many', async () => {
    const { treatmentDateTime } = given(await bench.control.nextSerial(serialInput, person))
    const write = {
      afterCheck: '1',
      treatmentDateTime,
      diagnoses: ['J069'],
      outpatientFee: 350,
      copayment: 50,
    } as const
    await bench.sim.happen({ when: 'after', kind: 'hang', call: 'hisWriteTreatmentCode' })
    expect(await bench.control.writeTreatment(write, person)).toMatchObject({ error: { code: 'NHI_REPLY_LOST' } })
    expect(await bench.control.writeTreatment(write, person)).toEqual({ ok: true, value: null })
    await bench.sim.happen({ when: 'after', kind: 'crash', call: 'csUnGetSeqNumber' })
    expect(await bench.control.rollbackSerial(treatmentDateTime, person)).toMatchObject({
      error: { code: 'NHI_REPLY_LOST' },
    })
    expect(await bench.control.rollbackSerial(treatmentDateTime, person)).toEqual({ ok: true, value: null })
  })
  it('never has two calls or two helpers at the device', async () => {
    await bench.sim.happen({ when: 'before', kind: 'delay', call: 'hisGetRegisterBasic', number: 100 })
    await Promise.all([
      bench.control.registeredPerson(),
      bench.control.cardVisits(),
      bench.control.status(),
      bench.control.nextSerial(serialInput, person),
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

  it('opens anew long before the limit of a call that hangs, and answers that call', async () => {
    await bench.sim.happen({ when: 'after', kind: 'hang', call: 'hpcVerifyHPCPIN' })
    await bench.sim.insertProfessional('dr-wang')
    const hanging = bench.control.verifyProfessionalPin('')
    expect(given(await bench.control.reopen())).toMatchObject({ initialised: true })
    expect(await hanging).toMatchObject({ error: { code: 'CONTROL_TIMEOUT' } })
  })
})
