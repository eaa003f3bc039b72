import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { type CshisBench, openCshisBench } from '../../../e2e/sims/cshis/cshisBench.ts'
import { identityOf } from '../../../e2e/sims/people/identityOf.ts'
import { isValidNationalId } from '../../../preload/contract/card/nationalId.ts'
import type { Result } from '../../../preload/contract/result.ts'
import type { NhiControlPort } from '../port.ts'

const person = identityOf('huang-critical')
const enough = 10_000

const day = z.iso.date()
const moment = z.string().regex(/^\d{13}$/)
const count = z.int().min(0)
const nationalId = z.string().refine(isValidNationalId)
const visit = z.strictObject({
  treatmentItem: z.string().length(2),
  treatmentDateTime: moment,
  hospitalId: z.string().length(10),
  visitSequenceNumber: z.string().length(4).nullable(),
})
const validity = { validUntil: day.nullable(), remainingCount: count.nullable() }
const illness = z.strictObject({
  code: z.string().min(3).max(7),
  validFrom: day.nullable(),
  validUntil: day.nullable(),
})

/** What a whole answer of each call is; anything less would be half a record. */
const wholeAnswers = {
  registeredPerson: z.strictObject({
    cardNumber: z.string().length(12),
    name: z.string().min(1),
    nationalId,
    birthDate: day,
    sex: z.enum(['M', 'F']),
    cancelled: z.boolean(),
    insuredMark: z.string().max(1),
    ...validity,
  }),
  cardValidity: z.strictObject(validity),
  emergencyPhone: z.string().max(14),
  cardVisits: z.array(visit).max(6),
  cardVisitsWithDiagnoses: z.array(visit.extend({ diagnoses: z.array(z.string().min(3).max(7)).max(6) })).max(6),
  criticalIllnesses: z.array(illness).max(6),
  cardPrescriptions: z
    .array(
      z.strictObject({
        treatmentDateTime: moment,
        orderType: z.string().length(1),
        code: z.string().min(1).max(12),
        site: z.string(),
        usage: z.string(),
        days: count.nullable(),
        totalQuantity: z.number().nullable(),
      }),
    )
    .max(60),
  cumulativeData: z
    .array(
      z.strictObject({
        year: z.int().min(1911),
        visits: count,
        outpatientFee: count,
        inpatientFee: count,
        outpatientCopayment: count,
        inpatientCopaymentA: count,
        inpatientCopaymentB: count,
      }),
    )
    .max(2),
  professionalCardHolder: z.strictObject({ nationalId }),
  treatmentNumberOfCard: z.string().length(20),
  treatmentNumberWithoutCard: z.strictObject({ treatmentDateTime: moment, treatmentNumber: z.string().length(20) }),
  nextSerial: z.strictObject({
    treatmentDateTime: moment,
    // the item asked for counts none
    visitSequenceNumber: z.string().regex(/^(.{4})?$/),
    hospitalId: z.string().length(10),
    securitySignature: z.string().min(1).max(256),
    samId: z.string().length(12),
    sameDay: z.boolean(),
    treatmentNumber: z.string().length(20),
  }),
  writePrescriptions: z.array(z.string().length(40)).length(1),
} as const

type Call = keyof typeof wholeAnswers

const order = {
  orderType: '1',
  code: 'AC12345100',
  site: '',
  usage: 'TID',
  days: 3,
  totalQuantity: 9,
  deliveryNote: '01',
} as const

describe('control software 5.x with a library that answers noise', () => {
  let bench: CshisBench
  let lastVisit = ''

  beforeAll(async () => {
    bench = await openCshisBench({ limitsMs: { usual: 5_000 } })
    await bench.sim.insertCard('huang-critical')
    await bench.sim.insertProfessional('dr-wang')
    await bench.control.open()
    await bench.control.verifyProfessionalPin('')
    const serial = await bench.control.nextSerial({ treatmentItem: 'AE', babyTreatment: '', afterCheck: '1' }, person)
    if (serial.ok) lastVisit = serial.value.treatmentDateTime
    const write = { afterCheck: '1', treatmentDateTime: lastVisit, diagnoses: ['J069', 'S72001A'] } as const
    await bench.control.writeTreatment({ ...write, outpatientFee: 350, copayment: 50 }, person)
    await bench.control.writePrescriptions(lastVisit, [order], person)
  })
  afterAll(() => bench.close())

  const calls = (control: NhiControlPort): Readonly<Record<Call, () => Promise<Result<unknown>>>> => ({
    registeredPerson: control.registeredPerson,
    cardValidity: control.cardValidity,
    emergencyPhone: control.emergencyPhone,
    cardVisits: control.cardVisits,
    cardVisitsWithDiagnoses: control.cardVisitsWithDiagnoses,
    criticalIllnesses: control.criticalIllnesses,
    cardPrescriptions: control.cardPrescriptions,
    cumulativeData: control.cumulativeData,
    professionalCardHolder: control.professionalCardHolder,
    treatmentNumberOfCard: () => control.treatmentNumberOfCard(lastVisit),
    treatmentNumberWithoutCard: () => control.treatmentNumberWithoutCard('A123456789'),
    nextSerial: () => control.nextSerial({ treatmentItem: 'AE', babyTreatment: '', afterCheck: '1' }, person),
    writePrescriptions: () => control.writePrescriptions(lastVisit, [order], person),
  })

  it(`takes ${enough} random and mutated buffers: whole answers or errors, nothing thrown, nothing half`, async () => {
    const table = Object.entries(calls(bench.control)) as [Call, () => Promise<Result<unknown>>][]
    const seen = { whole: 0, refused: new Map<string, number>() }
    await bench.sim.noise(20_261_125)
    for (
      let turn = 0;
      seen.whole + [...seen.refused.values()].reduce((sum, each) => sum + each, 0) < enough;
      turn += 1
    ) {
      const [name, call] = table[turn % table.length] ?? ['cardVisits', bench.control.cardVisits]
      const result = await call()
      if (result.ok) {
        expect(wholeAnswers[name].safeParse(result.value).error?.issues ?? [], name).toEqual([])
        seen.whole += 1
      } else {
        const { code, details } = result.error
        seen.refused.set(code, (seen.refused.get(code) ?? 0) + 1)
        // Whose card it is was asked before; an unreadable answer to the serial itself is a lost one.
        if (name === 'nextSerial' && code === 'CONTROL_BAD_REPLY') {
          expect(details?.layout ?? details?.call).toBe('hisGetBasicData')
        }
      }
    }
    // Both kinds have to have come, or nothing was tried.
    expect(seen.whole).toBeGreaterThan(enough / 20)
    expect(seen.refused.get('CONTROL_BAD_REPLY')).toBeGreaterThan(enough / 20)
    expect(seen.refused.get('NHI_REPLY_LOST')).toBeGreaterThan(0)
    const helpers = new Set((await bench.sim.calls()).map(({ pid }) => pid))
    expect(helpers.size).toBe(1)
    await bench.sim.noise(0)
    expect(await bench.control.cardVisits()).toMatchObject({ ok: true })
  })
})
