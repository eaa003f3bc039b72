import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Agent, request } from 'undici'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type Sims, startSims } from '../client.ts'
import { populationAt } from '../people/population.ts'
import { type BareDesk, openBareDesk } from './deskWithoutWorkstation.ts'

const dir = mkdtempSync(join(tmpdir(), 'sims-faults-'))
const patientId = populationAt(Date.now()).find(({ id }) => id === 'lin-adult')?.nationalId
const HOUR_MS = 60 * 60 * 1000
let sims: Sims
let desk: BareDesk

beforeAll(async () => {
  sims = await startSims({ dir, withoutPcsc: true, resultDelayMs: 0 })
  desk = openBareDesk(sims.settings)
})

afterEach(() => sims.reset())

afterAll(async () => {
  await desk?.close()
  await sims?.stop()
  rmSync(dir, { recursive: true, force: true })
})

const samSignature = (serviceType: string) => desk.control('POST', '/api/sam/v1/Signature', { serviceType })
const verifyPin = (pin: string) => desk.control('POST', '/api/hpc/v1/Verification/Hpc', { pin })

describe('control software', () => {
  it('says step by step what is missing', async () => {
    expect(await samSignature('01')).toEqual({ statusCode: 1000 })
    expect(await desk.control('POST', '/api/common/v1/Initial', { name: 'no such reader' })).toEqual({
      statusCode: 1002,
    })
    expect(await desk.control('POST', '/api/common/v1/Initial', {})).toEqual({ statusCode: 0 })
    expect(await desk.control('POST', '/api/common/v1/Initial', {})).toEqual({ statusCode: 1001 })
    expect(await samSignature('01')).toEqual({ statusCode: 4050 })
    await sims.vpn.cut('nhi')
    expect(await desk.control('POST', '/api/sam/v1/Verification', {})).toEqual({ statusCode: 4061 })
    await sims.vpn.restore()
    expect(await desk.control('POST', '/api/sam/v1/Verification', {})).toEqual({ statusCode: 0 })
    const threeCards = () => desk.control('POST', '/api/hc/v1/Signature/HpcHc', { serviceType: '01' })
    expect(await threeCards()).toEqual({ statusCode: 4014 })
    await sims.cards.insertProfessional('lin-adult')
    expect(await threeCards()).toEqual({ statusCode: 4034 })
    await sims.cards.insertProfessional('dr-li')
    expect(await threeCards()).toEqual({ statusCode: 4042 })
    await verifyPin(sims.settings.demo.professionalPin)
    expect(await threeCards()).toEqual({ statusCode: 4013 })
    await sims.cards.insert('short-data')
    expect(await threeCards()).toEqual({ statusCode: 4000 })
    await sims.cards.insert('zhang-child')
    expect(await threeCards()).toMatchObject({ statusCode: 0, hpcId: '800000000102' })
    await sims.cards.insertProfessional('dr-wang')
    expect(await threeCards()).toEqual({ statusCode: 4042 })
  })

  it('locks the professional card after three wrong PINs until the PUK', async () => {
    await desk.signOn()
    await sims.cards.insertProfessional('dr-wang')
    const codes = []
    for (const pin of ['000000', '000000', '000000', sims.settings.demo.professionalPin])
      codes.push(await verifyPin(pin))
    expect(codes.map(({ statusCode }) => statusCode)).toEqual([9039, 9039, 9043, 9043])
    expect(await desk.control('PUT', '/api/hpc/v1/Pin', { puk: '12345678', newPin: '654321' })).toEqual({
      statusCode: 0,
    })
    expect(await verifyPin('654321')).toEqual({ statusCode: 0 })
  })

  it('can be absent, late and incomprehensible', async () => {
    await sims.control.absent()
    await expect(samSignature('01')).rejects.toThrow(/ECONNREFUSED/)
    await sims.control.nonsense()
    await expect(samSignature('01')).rejects.toThrow(/JSON/)
    await sims.control.slow(1)
    expect(await samSignature('01')).toEqual({ statusCode: 1000 })
  })
})

describe('NHI server', () => {
  it('does not take any signature for another purpose', async () => {
    await desk.signOn()
    const forReading = await samSignature('01')
    expect(await desk.nhi('/api/v1/TreatmentNumber/NoCard', forReading, { patientId })).toEqual({
      statusCode: 3100,
    })
    expect(await desk.nhi('/api/v1/BasicData/Query', forReading)).toEqual({ statusCode: 3100 })
    expect(await desk.nhi('/api/v1/BasicData/Query', {})).toEqual({ statusCode: 9002 })
    const { clientRandom, samId, hospitalId, signature } = await samSignature('30')
    const identity = { sSamid: samId, sHospid: hospitalId, sClientrandom: clientRandom, sSignature: signature }
    const file = { sPatData: '', sUploadDT: '20260115090000123' }
    const send = (changes: Record<string, unknown>) =>
      desk.nhi('/V2000/VNHI_Upload', identity, { ...file, sType: 'ZZ', ...changes })
    expect(await send({})).toMatchObject({ RtnCode: '0000' })
    expect(await send({ sType: 'XX' })).toMatchObject({ RtnCode: '5003' })
    expect(await send({ sSamid: '000000000000' })).toMatchObject({ RtnCode: '5004' })
    expect(await send({ sSignature: '' })).toMatchObject({ RtnCode: '8201' })
    expect(await send({ sClientrandom: 'other' })).toMatchObject({ RtnCode: '8202' })
    await sims.nhi.failNext({ kind: 'code', code: '8203', path: '/V2000/*' })
    expect(await send({})).toMatchObject({ RtnCode: '8203' })
  })

  it('gives a remote virtual card only after the patient has agreed', async () => {
    await desk.signOn()
    const person = await samSignature('01')
    const ask = async () => {
      const { accessToken } = await desk.nhi('/api/v1/TeleMedicine/RequestToken', person, { patientId })
      return String(accessToken)
    }
    const fetchCard = (accessToken: string) => desk.nhi('/api/v1/TeleMedicine/ResponseToken', person, { accessToken })
    const refused = await ask()
    expect(await fetchCard(refused)).toEqual({ statusCode: 3239 })
    await sims.nhi.decideRemote(false)
    expect(await fetchCard(refused)).toEqual({ statusCode: 3240 })
    const agreed = await ask()
    await sims.nhi.decideRemote(true)
    const { virtualCardToken: token } = await fetchCard(agreed)
    expect(await desk.control('POST', '/api/hc/v1/Verification/VirtualHc', { token })).toEqual({ statusCode: 0 })
    const two = await desk.control('POST', '/api/hc/v1/Signature/Hc', { serviceType: '03' })
    const next = { treatmentItem: '01', babyTreatment: '', afterCheck: '1' }
    expect(await desk.nhi('/api/v1/SequelNumber/Next', two, next)).toMatchObject({ sequenceNumber: 'W001' })
  })

  it('shows its shifted clock in every reply', async () => {
    await sims.nhi.shiftClock(23 * HOUR_MS)
    const agent = new Agent({ connect: { ca: readFileSync(sims.settings.nhiServer.caFile) } })
    const reply = await request(`${sims.settings.nhiServer.baseUrls[0]}/nowhere`, { dispatcher: agent })
    const offset = Date.parse(String(reply.headers.date)) - Date.now()
    await reply.body.dump()
    await agent.close()
    expect([reply.statusCode, Math.round(offset / HOUR_MS)]).toEqual([404, 23])
  })
})

describe('clinic cloud', () => {
  const ca = () => readFileSync(sims.settings.clinicCloud.caFile)
  const health = (agent: Agent) => request(`${sims.settings.clinicCloud.baseUrls[1]}/health`, { dispatcher: agent })

  it('lets in only the clinic, by TLS 1.3', async () => {
    const stranger = new Agent({ connect: { ca: ca() } })
    await expect(health(stranger)).rejects.toThrow()
    const old = new Agent({
      connect: {
        ca: ca(),
        cert: readFileSync(sims.settings.clinicCloud.clientCertFile),
        key: readFileSync(sims.settings.clinicCloud.clientKeyFile),
        maxVersion: 'TLSv1.2',
      },
    })
    await expect(health(old)).rejects.toThrow()
    await Promise.all([stranger.destroy(), old.destroy()])
    expect(await desk.cloud('GET', '/health')).toMatchObject({ status: 200, body: { status: 'ok', idc: 'taipei' } })
  })

  it('says errors as problems with a code', async () => {
    expect(await desk.cloud('GET', '/records/00000000-0000-4000-8000-000000000000')).toMatchObject({
      status: 404,
      headers: { 'content-type': 'application/problem+json' },
      body: { code: 'NOT_RECEIVED' },
    })
    expect(await desk.cloud('POST', '/prescriptions', {})).toMatchObject({
      status: 501,
      body: { code: 'NOT_IMPLEMENTED' },
    })
    expect(await desk.cloud('POST', '/records', { records: [{}] })).toMatchObject({ status: 400 })
    await sims.cloud.failNext({ kind: 'code', code: 'SLOW_DOWN' })
    expect(await desk.cloud('GET', '/health')).toMatchObject({ status: 429, body: { code: 'SLOW_DOWN' } })
  })

  it('offers appointments and anchors audit heads, also those that show a cut', async () => {
    const appointment = {
      appointmentId: 'a1',
      at: '2026-02-01T09:00:00+08:00',
      nationalId: String(patientId),
      name: '林示安',
    }
    await sims.cloud.setAppointments([appointment])
    expect((await desk.cloud('GET', '/appointments?since=2026-01-01T00:00:00Z')).body).toEqual({ items: [appointment] })
    const anchor = (sequence: number) =>
      desk.cloud('POST', '/audit-heads', { deskId: 'front-1', sequence, sha256: 'a'.repeat(64) })
    expect((await anchor(5)).status).toBe(201)
    expect((await anchor(4)).status).toBe(201)
    expect((await sims.cloud.ledger()).auditHeads.map(({ cut }) => cut)).toEqual([false, true])
  })
})
