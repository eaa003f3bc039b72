import { describe, expect, it } from 'vitest'
import { createFakeNhiControl } from '../../../native/nhi-control/fakeNhiControl.ts'
import { createNhiAnswers } from './answerNhi.ts'
import { createMainNhi, type MainNhi } from './mainNhi.ts'
import { type FromWorker, FromWorkerSchema, ToWorkerSchema } from './messages.ts'

/** The worker's end and main's port, joined by the messages as they really pass. */
const joined = () => {
  const fake = createFakeNhiControl()
  const asked: FromWorker[] = []
  const answerNhi = createNhiAnswers(fake)
  const mainNhi: MainNhi = createMainNhi((message) => {
    asked.push(message)
    const heard = FromWorkerSchema.parse(JSON.parse(JSON.stringify(message)))
    if (heard.type !== 'nhi') throw new Error(heard.type)
    void answerNhi(heard.question).then((answer) => {
      const sent = { type: 'nhi-answer', id: heard.id, answer, offsetMs: fake.serverOffsetMs() }
      const said = ToWorkerSchema.parse(JSON.parse(JSON.stringify(sent)))
      if (said.type === 'nhi-answer') mainNhi.answered(said)
    })
  })
  return { fake, asked, port: mainNhi.port }
}

describe('the NHI through main', () => {
  it('answers every call as main’s port does', async () => {
    const { fake, port } = joined()
    fake.setServerOffset(-3_000)
    expect(port.serverOffsetMs()).toBeNull()
    expect(await port.open()).toMatchObject({ ok: true, value: { sam: 'verified' } })
    expect(port.serverOffsetMs()).toBe(-3_000)
    const xml = Uint8Array.of(0, 250, 13, 10)
    expect(await port.uploadRecords(xml, 'formal')).toEqual({ ok: true, value: { opcode: 'FAKE1' } })
    expect(fake.uploads[0]?.xml).toEqual(Buffer.from(xml))
    expect(await port.uploadResult('FAKE1')).toEqual({ ok: true, value: { text: null } })
    fake.results.set('FAKE1', '結果')
    expect(await port.uploadResult('FAKE1')).toEqual({ ok: true, value: { text: '結果' } })
    expect(await port.probeServer()).toEqual({ ok: true, value: { dataCentre: 0 } })
    expect(await port.treatmentNumberWithoutCard('A123456789')).toMatchObject({ ok: true })
  })

  it('looks at the line once at a time: looks that a hanging device keeps waiting all hear of the first', async () => {
    const fake = createFakeNhiControl()
    const ends: (() => void)[] = []
    let looks = 0
    const answer = createNhiAnswers({
      ...fake,
      probeServer: async () => {
        looks += 1
        await new Promise<void>((resolve) => ends.push(resolve))
        return fake.probeServer()
      },
    })
    const waiting = [1, 2, 3].map(() => answer({ call: 'probeServer' }))
    expect(looks).toBe(1)
    ends[0]?.()
    const value = { call: 'probeServer', dataCentre: 0 }
    expect(await Promise.all(waiting)).toEqual([1, 2, 3].map(() => ({ ok: true, value })))
    const next = answer({ call: 'probeServer' })
    expect(looks).toBe(2)
    ends[1]?.()
    expect(await next).toEqual({ ok: true, value })
  })

  it('passes errors on with their details', async () => {
    const { fake, port } = joined()
    fake.refuseNext('uploadRecords', 'NHI_REFUSED', 8205)
    expect(await port.uploadRecords(new Uint8Array(), 'formal')).toEqual({
      ok: false,
      error: { code: 'NHI_REFUSED', retryable: false, details: { statusCode: 8205 } },
    })
  })

  it('keeps answers apart, and takes one that never comes, or is of another kind, for a lost one', async () => {
    const asked: FromWorker[] = []
    const { port, answered } = createMainNhi((message) => asked.push(message), 20)
    const [probe, result] = [port.probeServer(), port.uploadResult('X')]
    answered({
      type: 'nhi-answer',
      id: 2,
      answer: { ok: true, value: { call: 'uploadResult', text: 'x' } },
      offsetMs: null,
    })
    answered({
      type: 'nhi-answer',
      id: 1,
      answer: { ok: true, value: { call: 'probeServer', dataCentre: 1 } },
      offsetMs: 5,
    })
    expect(await probe).toEqual({ ok: true, value: { dataCentre: 1 } })
    expect(await result).toEqual({ ok: true, value: { text: 'x' } })
    expect(port.serverOffsetMs()).toBe(5)
    expect(await port.probeServer()).toMatchObject({ error: { code: 'NHI_REPLY_LOST', retryable: true } })
    const other = port.uploadResult('Y')
    answered({
      type: 'nhi-answer',
      id: 4,
      answer: { ok: true, value: { call: 'probeServer', dataCentre: 0 } },
      offsetMs: null,
    })
    expect(await other).toMatchObject({ error: { code: 'NHI_REPLY_LOST' } })
    const last = port.open()
    await port.dispose()
    expect(await last).toMatchObject({ ok: false })
  })
})
