import { expect, it } from 'vitest'
import { createFakeNhiControl } from './fakeNhiControl.ts'
import type { RegisteredPerson } from './port.ts'
import { describeNhiControlPort } from './portContract.ts'

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

describeNhiControlPort('fake', async () => {
  let fake = createFakeNhiControl()
  return {
    get control() {
      return fake
    },
    person: { cardNumber: person.cardNumber, nationalId: person.nationalId },
    pin,
    insertCard: async () => fake.insertCard({ person }),
    removeCard: async () => fake.removeCard(),
    insertProfessionalCard: async () => fake.insertProfessionalCard(pin),
    cutServer: async (cut) => fake.cutServer(cut),
    loseNextSerial: async () => fake.loseNextReply('nextSerial'),
    reset: async () => {
      fake = createFakeNhiControl()
    },
    close: async () => undefined,
  }
})

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
