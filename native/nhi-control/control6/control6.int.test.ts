import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Sims, startSims } from '../../../e2e/sims/client.ts'
import { DEMO_PROFESSIONAL_PUK } from '../../../e2e/sims/people/clinicStaff.ts'
import type { Person } from '../../../e2e/sims/people/person.ts'
import { populationAt } from '../../../e2e/sims/people/population.ts'
import type { NhiControlPort } from '../port.ts'
import { describeNhiControlPort } from '../portContract.ts'
import { control6Way, createControl6 } from './createControl6.ts'

const portOf = async (sims: Sims): Promise<NhiControlPort> => {
  const { controlSoftware, nhiServer } = sims.settings
  const caPem = nhiServer.caFile === null ? null : await readFile(nhiServer.caFile, 'utf8')
  return createControl6({ controlSoftware, nhiServer: { baseUrls: nhiServer.baseUrls, caPem } })
}

const start = async (): Promise<{ sims: Sims; folder: string }> => {
  const folder = await mkdtemp(join(tmpdir(), 'control6-'))
  return { sims: await startSims({ dir: folder, withoutPcsc: true, resultDelayMs: 300 }), folder }
}

const personCalled = (id: string): Person => {
  const person = populationAt(Date.now()).find((each) => each.id === id)
  if (person === undefined) throw new Error(`nobody is called ${id}`)
  return person
}

const identityOf = (id: string): { readonly cardNumber: string; readonly nationalId: string } => {
  const person = personCalled(id)
  return { cardNumber: person.nhiCardNumber, nationalId: person.nationalId }
}

describeNhiControlPort('control software 6.0 against the simulators', control6Way, async () => {
  const { sims, folder } = await start()
  const control = await portOf(sims)
  return {
    control,
    person: identityOf('lin-adult'),
    emergencyPhone: personCalled('lin-adult').emergencyTel,
    pin: sims.settings.demo.professionalPin,
    puk: DEMO_PROFESSIONAL_PUK,
    lapseSam: async () => {
      await sims.control.absent()
      await sims.control.on()
    },
    insertCard: () => sims.cards.insert('lin-adult'),
    removeCard: () => sims.cards.pull(),
    insertProfessionalCard: () => sims.cards.insertProfessional('dr-wang'),
    removeProfessionalCard: () => sims.cards.pullProfessional(),
    insertExpiredCard: async () => {
      await sims.cards.insert('xu-expired')
      return identityOf('xu-expired')
    },
    makeVirtualCard: () => sims.nhi.makeVirtualCard('lin-adult'),
    decideRemoteVisit: (accessToken, agrees) => sims.nhi.decideRemote(agrees, accessToken),
    passTime: (ms) => sims.nhi.shiftClock(ms),
    cutServer: (cut) => (cut ? sims.vpn.cut('nhi') : sims.vpn.restore('nhi')),
    loseNextSerial: () => sims.nhi.failNext({ kind: 'lost-reply', path: '/api/v1/SequelNumber/Next' }),
    misanswerNextSerial: (statusCode) =>
      sims.nhi.failNext({ kind: 'code', code: String(statusCode), path: '/api/v1/SequelNumber/Next', processed: true }),
    reset: () => sims.reset(),
    close: async () => {
      await control.dispose()
      await sims.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
})

describe('control software 6.0 against the simulators, beside the suite', () => {
  let sims: Sims
  let folder: string
  let control: NhiControlPort

  beforeAll(async () => {
    ;({ sims, folder } = await start())
    control = await portOf(sims)
  })
  afterAll(async () => {
    await control.dispose()
    await sims.stop()
    await rm(folder, { recursive: true, force: true })
  })
  beforeEach(async () => {
    await sims.reset()
    await control.open()
  })

  it('updates an expired card by itself', async () => {
    await sims.cards.insert('xu-expired')
    expect(await control.registeredPerson()).toMatchObject({ ok: true, value: identityOf('xu-expired') })
  })

  it('goes on at the second data centre when the first is gone', async () => {
    await sims.cards.insert('lin-adult')
    await sims.vpn.cut('nhi/taipei')
    expect(await control.registeredPerson()).toMatchObject({ ok: true })
    expect(await control.probeServer()).toEqual({ ok: true, value: { dataCentre: 1 } })
  })

  it('tells an absent, a failing and a babbling control software apart, and finds it again', async () => {
    await sims.control.absent()
    expect(await control.status()).toMatchObject({ error: { code: 'CONTROL_ABSENT' } })
    await sims.control.nonsense()
    expect(await control.status()).toMatchObject({ error: { code: 'CONTROL_BAD_REPLY' } })
    await sims.control.on()
    await sims.control.failNext({ kind: 'http-status', status: 500 })
    expect(await control.status()).toMatchObject({ error: { code: 'CONTROL_TIMEOUT' } })
    expect(await control.status()).toMatchObject({ ok: true })
  })

  it("follows the server's clock", async () => {
    await sims.nhi.shiftClock(3_600_000)
    await control.probeServer()
    const offsetMs = control.serverOffsetMs() ?? 0
    expect(Math.abs(offsetMs - 3_600_000)).toBeLessThan(5_000)
  })

  it('hands records in and fetches the result', async () => {
    const uploaded = await control.uploadRecords(Buffer.from('<RECS></RECS>', 'latin1'), 'connection-test')
    if (!uploaded.ok) throw new Error(uploaded.error.code)
    let text: string | null = null
    while (text === null) {
      const result = await control.uploadResult(uploaded.value.opcode)
      if (!result.ok) throw new Error(result.error.code)
      text = result.value.text
      if (text === null) await new Promise((resolve) => setTimeout(resolve, 100))
    }
    expect(text).toContain('[')
  })

  it('is refused by its own number', async () => {
    await sims.nhi.failNext({ kind: 'code', code: '8205', path: '/V2000/*' })
    expect(await control.uploadRecords(Buffer.from('<RECS></RECS>', 'latin1'), 'formal')).toMatchObject({
      error: { code: 'NHI_REFUSED', details: { statusCode: '8205' } },
    })
  })
})
