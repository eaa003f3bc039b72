import { expect, it } from 'vitest'
import { fakeProfessional } from './fake/desk.ts'
import { createFakeNhiControl, type FakeNhiCard, type FakeNhiControl, fakeWay } from './fakeNhiControl.ts'
import type { CumulativeYear, NhiWay, RegisteredPerson } from './port.ts'
import { describeNhiControlPort, type NhiControlHarness } from './portContract.ts'

const person: RegisteredPerson = {
  cardNumber: '900000000017',
  name: '測試甲',
  nationalId: 'A123456789',
  birthDate: '1985-06-15',
  sex: 'M',
  insuredMark: '3',
  validUntil: '2028-01-01',
  remainingCount: 5,
  cancelled: false,
}
const pin = '123456'

const countersOf = (year: number): CumulativeYear => ({
  year,
  visits: 3,
  outpatientFee: 1_050,
  inpatientFee: 0,
  outpatientCopayment: 150,
  inpatientCopaymentA: 0,
  inpatientCopaymentB: 0,
})

const emergencyPhone = '0900000017'
const expired: RegisteredPerson = { ...person, cardNumber: '900000000025', nationalId: 'B123456780' }

/** A fake of this way, in surroundings that the suite can move. */
const harnessOf = (way: NhiWay) => async (): Promise<NhiControlHarness> => {
  let nowMs = Date.now()
  const fresh = (): FakeNhiControl => createFakeNhiControl({ way, now: () => nowMs })
  let fake = fresh()
  const card: FakeNhiCard = { person, emergencyPhone, cumulative: [countersOf(2026), countersOf(2025)] }
  return {
    get control() {
      return fake
    },
    person: { cardNumber: person.cardNumber, nationalId: person.nationalId },
    emergencyPhone,
    pin,
    puk: fakeProfessional.puk,
    insertCard: async () => {
      if (way.offers.has('physical-card')) fake.insertCard(card)
      else await fake.presentVirtualCard(fake.makeVirtualCard(card))
    },
    removeCard: async () => {
      if (way.offers.has('physical-card')) fake.removeCard()
      else await fake.logOutPatientCard()
    },
    insertExpiredCard: async () => {
      fake.insertCard({ person: expired })
      return expired
    },
    insertProfessionalCard: async () => fake.insertProfessionalCard(pin),
    removeProfessionalCard: async () => fake.removeProfessionalCard(),
    typePins: async (pins) => fake.typePins(pins),
    lapseSam: async () => fake.lapseSam(),
    makeVirtualCard: async () => fake.makeVirtualCard(card),
    decideRemoteVisit: async (accessToken, agrees) =>
      fake.decideRemoteVisit(accessToken, agrees ? fake.makeVirtualCard(card) : null),
    finishUpload: async (opcode) => {
      fake.results.set(opcode, 'done')
    },
    passTime: async (ms) => {
      nowMs += ms
    },
    cutServer: async (cut) => fake.cutServer(cut),
    loseNextSerial: async () => fake.loseNextReply('nextSerial'),
    misanswerNextSerial: async (statusCode) => fake.misanswerNext('nextSerial', statusCode),
    reset: async () => {
      fake = fresh()
    },
    close: async () => undefined,
  }
}

const everyDigitAtTheDevice: NhiWay = { ...fakeWay, adapter: 'cshis', pinEntry: 'device' }
const virtualCardsAlone: NhiWay = { adapter: 'vhc-sdk', pinEntry: 'screen', offers: new Set(['virtual-card']) }

describeNhiControlPort('fake that can do everything', fakeWay, harnessOf(fakeWay))
describeNhiControlPort('fake with its own PIN pad', everyDigitAtTheDevice, harnessOf(everyDigitAtTheDevice))
describeNhiControlPort('fake with virtual cards alone', virtualCardsAlone, harnessOf(virtualCardsAlone))

it('refuses as told, once, and keeps a record of the calls', async () => {
  const fake = createFakeNhiControl()
  await fake.open()
  fake.insertCard({ person })
  fake.refuseNext('registeredPerson', 'NHI_REFUSED', 5012)
  expect(await fake.registeredPerson()).toEqual({
    ok: false,
    error: { code: 'NHI_REFUSED', retryable: false, details: { statusCode: 5012 } },
  })
  expect(await fake.registeredPerson()).toMatchObject({ ok: true })
  expect(fake.calls).toEqual(['open', 'registeredPerson', 'registeredPerson'])
})

it('holds a call until it is let go', async () => {
  const fake = createFakeNhiControl()
  await fake.open()
  fake.insertCard({ person })
  const release = fake.hold('registeredPerson')
  let answered = false
  const asked = fake.registeredPerson().then((answer) => {
    answered = true
    return answer
  })
  expect(await fake.status()).toMatchObject({ ok: true })
  expect(answered).toBe(false)
  release()
  expect(await asked).toMatchObject({ ok: true })
})

it('locks the professional card after three wrong PINs', async () => {
  const fake = createFakeNhiControl()
  fake.insertProfessionalCard(pin)
  expect(await fake.verifyProfessionalPin('000000')).toMatchObject({ error: { code: 'PROFESSIONAL_PIN_WRONG' } })
  expect(await fake.verifyProfessionalPin('000000')).toMatchObject({ error: { code: 'PROFESSIONAL_PIN_WRONG' } })
  expect(await fake.verifyProfessionalPin('000000')).toMatchObject({ error: { code: 'PROFESSIONAL_PIN_LOCKED' } })
  expect(await fake.verifyProfessionalPin(pin)).toMatchObject({ error: { code: 'PROFESSIONAL_PIN_LOCKED' } })
})

it('takes records in and gives their result when there is one', async () => {
  const fake = createFakeNhiControl()
  const uploaded = await fake.uploadRecords(Uint8Array.of(1), 'formal')
  const opcode = uploaded.ok ? uploaded.value.opcode : ''
  expect(await fake.uploadResult(opcode)).toEqual({ ok: true, value: { text: null } })
  fake.results.set(opcode, 'done')
  expect(await fake.uploadResult(opcode)).toEqual({ ok: true, value: { text: 'done' } })
  expect(fake.uploads).toEqual([{ opcode, xml: Uint8Array.of(1), mode: 'formal' }])
})
