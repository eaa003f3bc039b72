import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type CardId, type Sims, startSims } from '../../../e2e/sims/client.ts'
import type { Person } from '../../../e2e/sims/people/person.ts'
import { populationAt } from '../../../e2e/sims/people/population.ts'
import type { CardIdentity, NhiControlPort } from '../port.ts'
import { describeNhiControlPort } from '../portContract.ts'
import { createVhcSdk } from './createVhcSdk.ts'
import { vhcSdkWay } from './notOffered.ts'
import { sdkPaths } from './wire.ts'

const serialInput = { treatmentItem: '01', babyTreatment: '', afterCheck: '1' } as const

const start = async (): Promise<{ sims: Sims; folder: string; control: NhiControlPort }> => {
  const folder = await mkdtemp(join(tmpdir(), 'vhc-sdk-'))
  const sims = await startSims({ dir: folder, withoutPcsc: true })
  return { sims, folder, control: createVhcSdk({ baseUrl: sims.settings.demo.vhcSdkUrl }) }
}

const personCalled = (id: CardId): Person => {
  const person = populationAt(Date.now()).find((each) => each.id === id)
  if (person === undefined) throw new Error(`nobody is called ${id}`)
  return person
}

/** The card that a write to this person's virtual card names. */
const cardOf = (id: CardId): CardIdentity => {
  const { nhiCardNumber, nationalId } = personCalled(id)
  return { cardNumber: nhiCardNumber, nationalId }
}

const present = async (sims: Sims, control: NhiControlPort, id: CardId, letter?: 'V' | 'W' | 'M'): Promise<void> => {
  const presented = await control.presentVirtualCard(await sims.nhi.makeVirtualCard(id, letter))
  if (!presented.ok) throw new Error(`${presented.error.code} ${JSON.stringify(presented.error.details)}`)
}

describeNhiControlPort('virtual-card SDK against the simulators', vhcSdkWay, async () => {
  const { sims, folder, control } = await start()
  const { nhiCardNumber, nationalId, emergencyTel } = personCalled('lin-adult')
  const logOut = async (): Promise<void> => {
    await control.logOutPatientCard()
  }
  return {
    control,
    person: { cardNumber: nhiCardNumber, nationalId },
    emergencyPhone: emergencyTel,
    insertCard: () => present(sims, control, 'lin-adult'),
    removeCard: logOut,
    makeVirtualCard: () => sims.nhi.makeVirtualCard('lin-adult'),
    passTime: (ms) => sims.nhi.shiftClock(ms),
    cutServer: (cut) => (cut ? sims.vpn.cut('nhi') : sims.vpn.restore('nhi')),
    loseNextSerial: () => sims.vhc.failNext({ kind: 'lost-reply', path: sdkPaths.nextSerial }),
    misanswerNextSerial: (statusCode) =>
      sims.vhc.failNext({ kind: 'code', code: String(statusCode), path: sdkPaths.nextSerial, processed: true }),
    reset: async () => {
      await sims.reset()
      await logOut()
    },
    close: async () => {
      await control.dispose()
      await sims.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
})

describe('virtual-card SDK against the simulators, beside the suite', () => {
  let sims: Sims
  let folder: string
  let control: NhiControlPort

  beforeAll(async () => {
    ;({ sims, folder, control } = await start())
  })
  afterAll(async () => {
    await control.dispose()
    await sims.stop()
    await rm(folder, { recursive: true, force: true })
  })
  beforeEach(async () => {
    await sims.reset()
    await control.logOutPatientCard()
  })

  it('tells an absent, a failing and a babbling SDK apart, and finds it again', async () => {
    await present(sims, control, 'lin-adult')
    await sims.vhc.absent()
    expect(await control.status()).toMatchObject({ error: { code: 'CONTROL_ABSENT' } })
    expect(await control.registeredPerson()).toMatchObject({ error: { code: 'CARD_ABSENT' } })
    await sims.vhc.nonsense()
    expect(await control.reopen()).toMatchObject({ error: { code: 'CONTROL_BAD_REPLY' } })
    await sims.vhc.on()
    expect(await control.open()).toMatchObject({ ok: true, value: { initialised: true } })
    await sims.vhc.failNext({ kind: 'http-status', status: 500 })
    expect(await control.readVirtualCard('any')).toMatchObject({ error: { code: 'CONTROL_TIMEOUT' } })
    await present(sims, control, 'lin-adult')
  })

  it.each([
    ['1018', 'VIRTUAL_CARD_EXPIRED'],
    ['1042', 'VIRTUAL_CARD_NOT_ENROLLED'],
  ])('is refused by number %s', async (code, expected) => {
    await sims.vhc.failNext({ kind: 'code', code, path: sdkPaths.uploadQrCode })
    const token = await sims.nhi.makeVirtualCard('lin-adult')
    expect(await control.readVirtualCard(token)).toMatchObject({ error: { code: expected } })
  })

  it('reads every person of the surroundings, also a name that Big5 cannot write', async () => {
    for (const id of ['chen-infant', 'you-rare-name', 'nguyen-resident'] as const) {
      const { nhiCardNumber, nationalId, name, cardName } = personCalled(id)
      const read = await control.readVirtualCard(await sims.nhi.makeVirtualCard(id))
      expect(read).toMatchObject({ value: { cardNumber: nhiCardNumber, nationalId, name: cardName ?? name } })
    }
  })

  it.each(['V', 'W', 'M'] as const)(
    'leaves a visit of letter %s in the books of the NHI, with all that was written',
    async (letter) => {
      await present(sims, control, 'lin-adult', letter)
      const serial = await control.nextSerial(serialInput, cardOf('lin-adult'))
      if (!serial.ok) throw new Error(serial.error.code)
      const { treatmentDateTime, visitSequenceNumber, treatmentNumber } = serial.value
      const written = await control.writeTreatment(
        {
          afterCheck: '1',
          treatmentDateTime,
          diagnoses: ['S52501A', 'I10'],
          outpatientFee: 350,
          copayment: 50,
        },
        cardOf('lin-adult'),
      )
      expect(written).toEqual({ ok: true, value: null })
      const order = {
        orderType: '1',
        code: 'AC12345100',
        site: '',
        usage: '早晚飯後',
        days: 3,
        totalQuantity: 4.5,
        deliveryNote: '01',
      } as const
      const signatures = await control.writePrescriptions(treatmentDateTime, [order], cardOf('lin-adult'))
      const { visits } = await sims.nhi.ledger()
      expect(visits).toHaveLength(1)
      expect(visits[0]).toMatchObject({
        treatmentNumber,
        sequenceNumber: visitSequenceNumber,
        virtual: true,
        codesAndFees: { mainCode: 'S52501A', subCodes: ['I10'], outpatientFee: '350', costFee: '50' },
        orders: [{ treatmentItemCode: 'AC12345100', usage: '早晚飯後', days: '3', totalQuantity: '4.5' }],
      })
      expect(visitSequenceNumber).toBe(`${letter}001`)
      expect(signatures).toEqual({ ok: true, value: Object.keys(visits[0]?.orderSignatures ?? {}) })
    },
  )

  it('has used up a serial whose answer was lost, on either side of the SDK', async () => {
    await present(sims, control, 'lin-adult')
    await sims.vhc.failNext({ kind: 'lost-reply', path: sdkPaths.nextSerial })
    expect(await control.nextSerial(serialInput, cardOf('lin-adult'))).toMatchObject({
      error: { code: 'NHI_REPLY_LOST' },
    })
    await present(sims, control, 'wu-low-income')
    await sims.nhi.failNext({ kind: 'lost-reply', path: '/api/v1/SequelNumber/Next' })
    expect(await control.nextSerial(serialInput, cardOf('wu-low-income'))).toMatchObject({
      error: { code: 'NHI_REPLY_LOST', details: { statusCode: 9003 } },
    })
    expect((await sims.nhi.ledger()).visits).toHaveLength(2)
  })

  it('lets nobody stand for the patient after an expired QR', async () => {
    await present(sims, control, 'lin-adult')
    await sims.vhc.failNext({ kind: 'code', code: '1018', path: sdkPaths.uploadQrCode })
    await control.readVirtualCard('another')
    expect(await control.nextSerial(serialInput, cardOf('lin-adult'))).toMatchObject({ error: { code: 'CARD_ABSENT' } })
  })
})
