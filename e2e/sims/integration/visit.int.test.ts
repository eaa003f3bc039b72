import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Sims, startSims } from '../client.ts'
import { populationAt } from '../people/population.ts'
import { type BareDesk, documentBundle, openBareDesk, uploadFile } from './deskWithoutWorkstation.ts'

const dir = mkdtempSync(join(tmpdir(), 'sims-visit-'))
let sims: Sims
let desk: BareDesk

beforeAll(async () => {
  sims = await startSims({ dir, resultDelayMs: 300 })
  desk = openBareDesk(sims.settings)
  await sims.cards.insertProfessional('dr-wang')
  await sims.cards.insert('lin-adult')
  await desk.signOn()
}, 60_000)

afterAll(async () => {
  await desk?.close()
  await sims?.stop()
  rmSync(dir, { recursive: true, force: true })
})

const sign = (serviceType: string) => desk.control('POST', '/api/hc/v1/Signature/Hc', { serviceType })
const signThree = (serviceType: string) => desk.control('POST', '/api/hc/v1/Signature/HpcHc', { serviceType })

describe('a visit without the workstation', () => {
  it('goes from the card to both receipts', async () => {
    expect(await desk.control('GET', '/api/common/v1/Status')).toEqual({
      statusCode: 0,
      status: { initialized: true, sam: { status: 2 }, hpc: { status: 3 }, hc: { status: 2 } },
    })

    const person = populationAt(Date.now()).find(({ id }) => id === 'lin-adult')
    const basic = await desk.nhi('/api/v1/BasicData/Register', await sign('01'))
    expect(basic).toMatchObject({
      statusCode: 0,
      cardSn: person?.nhiCardNumber,
      name: person?.name,
      treatmentCounter: 6,
    })

    const three = await signThree('01')
    expect(three).toMatchObject({ statusCode: 0, hpcId: '800000000101', hcIdNo: person?.nationalId })
    expect(await desk.nhi('/api/v1/CriticalIllness/Query', three, { format: '0' })).toEqual({
      statusCode: 0,
      criticalIllnesses: [],
    })

    const serial = await desk.nhi('/api/v1/SequelNumber/Next', await sign('03'), {
      treatmentItem: '01',
      babyTreatment: '',
      afterCheck: '1',
    })
    expect(serial).toMatchObject({ statusCode: 0, sequenceNumber: '0001', isSameDay: 'N' })
    expect(String(serial.treatmentNumber)).toHaveLength(20)
    expect(String(serial.signature)).toHaveLength(256)
    const treatmentDateTime = String(serial.treatmentDateTime)

    const codes = {
      afterCheck: '1',
      treatmentDateTime,
      mainCode: 'J069',
      ...Object.fromEntries([1, 2, 3, 4, 5].map((n) => [`subCode${n}`, ''])),
      outpatientFee: '450',
      costFee: '50',
      inpatientFee: '',
      inpatient30Fee: '',
      inpatient180Fee: '',
    }
    expect(await desk.nhi('/api/v1/Treatment/WriteCodeFee', await sign('02'), codes)).toEqual({ statusCode: 0 })
    expect(await desk.nhi('/api/v1/Treatment/WriteCodeFee', await sign('02'), codes)).toEqual({ statusCode: 3209 })

    const order = {
      treatmentDateTime,
      treatmentItem: '1',
      treatmentItemCode: 'AC29812100',
      treatmentPosition: '',
      usage: 'TID',
      days: '3',
      totalQuantity: '9.0',
      deliveryNotes: '01',
    }
    const written = await desk.nhi('/api/v1/Prescription/Write', await sign('02'), {
      treatmentDateTime,
      prescriptions: [order],
    })
    const [orderSignature] = written.hexSignatureItems as string[]
    expect(orderSignature).toHaveLength(40)

    const record = {
      M01: serial.samId,
      M02: basic.cardSn,
      M03: basic.idCardNum,
      M04: basic.birthday,
      M05: serial.hospitalId,
      M06: three.hpcIdNo,
      M07: '01',
      M11: treatmentDateTime,
      M12: '1',
      M13: serial.sequenceNumber,
      M14: serial.signature,
      M15: serial.treatmentNumber,
      M20: '3',
      M23: '0',
      M24: '1',
      M35: 'J069',
      M44: '450',
      M45: '50',
      M51: '4',
      M56: '11',
    }
    const orders = [
      {
        D01: treatmentDateTime,
        D02: '1',
        D03: '001',
        D04: 'A',
        D05: '0',
        D06: 'AC29812100',
        D08: 'TID',
        D09: '3',
        D10: '9.0',
        D11: orderSignature,
        D14: 'PO',
      },
    ]
    expect(await upload(record, orders)).toMatchObject({ records: '1', valid: '1', orders: '1', invalid: '0' })
    expect((await upload(record, orders)).text).toContain('M15:C001;')
    expect((await upload({ ...record, M45: undefined }, orders)).text).toContain('M45:AA;')
    expect(await upload({ ...record, M36: 'R05' }, orders)).toMatchObject({ valid: '1' })
    await sims.nhi.refuseNextUpload()
    expect((await upload({ ...record, M36: 'R51' }, orders)).text).toContain('錯誤原因：M44:AA;D05[1]:AF;')

    const { bundle, sha256 } = documentBundle()
    const visit = {
      recordId: randomUUID(),
      version: 1,
      kind: 'visit',
      visitedAt: '2026-01-15T09:00:00+08:00',
      bundle,
      sha256,
    }
    const key = { 'Idempotency-Key': randomUUID() }
    const first = await desk.cloud('POST', '/records', { records: [visit] }, key)
    expect(first.body.receipts).toEqual([expect.objectContaining({ recordId: visit.recordId, status: 'accepted' })])
    expect(first.headers.date).toBeDefined()
    expect((await desk.cloud('POST', '/records', { records: [visit] }, key)).body).toEqual(first.body)
    expect((await desk.cloud('POST', '/records', { records: [visit, visit] }, key)).status).toBe(409)
    const again = await desk.cloud('POST', '/records', { records: [visit] }, { 'Idempotency-Key': randomUUID() })
    expect(again.body.receipts).toEqual([expect.objectContaining({ status: 'duplicate' })])

    const [nhi, cloud] = await Promise.all([sims.nhi.ledger(), sims.cloud.ledger()])
    expect(nhi.visits).toHaveLength(1)
    expect(nhi.records).toEqual([expect.objectContaining({ replaced: 1, late: false })])
    expect(cloud.records).toEqual([
      expect.objectContaining({ clinic: sims.settings.clinic.providerNumber, desk: 'front-1' }),
    ])
  }, 60_000)

  it('can find a serial whose reply was lost', async () => {
    await sims.nhi.failNext({ kind: 'lost-reply', path: '/api/v1/SequelNumber/Next' })
    const next = { treatmentItem: '01', babyTreatment: '', afterCheck: '1' }
    await expect(desk.nhi('/api/v1/SequelNumber/Next', await sign('03'), next)).rejects.toThrow()
    const { treatments } = await desk.nhi('/api/v1/Treatment/NoNeedHPC', await sign('01'))
    const latest = (treatments as Record<string, string>[]).at(-1)
    expect(latest).toMatchObject({ treatmentItem: '01', hospitalVisit: '0002' })
    const treatmentDateTime = latest?.treatDateTime
    expect(await desk.nhi('/api/v1/TreatmentNumber/Card', await sign('03'), { treatmentDateTime })).toMatchObject({
      statusCode: 0,
    })
    expect(await desk.nhi('/api/v1/SequelNumber/Rollback', await sign('03'), { treatmentDateTime })).toEqual({
      statusCode: 0,
    })
    expect(await desk.nhi('/api/v1/SequelNumber/Next', await sign('03'), next)).toMatchObject({
      sequenceNumber: '0002',
    })
  }, 30_000)

  it('takes a card that expired only after its update', async () => {
    await sims.cards.insert('xu-expired')
    expect(await desk.nhi('/api/v1/BasicData/Register', await sign('01'))).toEqual({ statusCode: 5003 })
    expect(await desk.nhi('/api/v1/HcContent/Update', await sign('04'))).toEqual({ statusCode: 0 })
    expect(await desk.nhi('/api/v1/BasicData/Register', await sign('01'))).toMatchObject({ statusCode: 0 })
  }, 30_000)

  it('is cut by the VPN and the second data centre holds the same records', async () => {
    await sims.vpn.cut('nhi/taipei')
    await expect(desk.nhi('/api/v1/BasicData/Query', await sign('01'))).rejects.toThrow()
    expect(await desk.nhi('/api/v1/BasicData/Query', await sign('01'), {}, 1)).toMatchObject({ statusCode: 0 })
    await sims.vpn.restore()
  }, 30_000)

  it('lets a virtual card speak for one visit', async () => {
    const token = await sims.nhi.makeVirtualCard('huang-critical')
    expect(await desk.control('POST', '/api/hc/v1/VirtualHc/ReadBasic', { token })).toMatchObject({ name: '黃例芬' })
    expect(await desk.control('POST', '/api/hc/v1/Verification/VirtualHc', { token })).toEqual({ statusCode: 0 })
    expect(await desk.control('POST', '/api/hc/v1/VirtualHc/ReadBasic', { token })).toEqual({ statusCode: 1020 })
    const next = { treatmentItem: '01', babyTreatment: '', afterCheck: '1' }
    expect(await desk.nhi('/api/v1/SequelNumber/Next', await sign('03'), next)).toMatchObject({
      sequenceNumber: 'V001',
    })
    expect(await desk.nhi('/api/v1/SequelNumber/Next', await sign('03'), next)).toEqual({ statusCode: 3244 })
    expect(await desk.control('DELETE', '/api/hc/v1/Logout')).toEqual({ statusCode: 0 })
  }, 30_000)

  it('refuses a card that is pulled, foreign or missing', async () => {
    await sims.cards.insert('foreign')
    expect(await sign('01')).toEqual({ statusCode: 4033 })
    await sims.cards.pull()
    await expect.poll(async () => sign('01'), { timeout: 5000 }).toEqual({ statusCode: 4013 })
    await sims.control.absent()
    await expect(sign('01')).rejects.toThrow()
    await sims.control.on()
    expect(await sign('01')).toEqual({ statusCode: 1000 })
  }, 30_000)

  it('keeps everything over a restart', async () => {
    const before = await sims.nhi.ledger()
    await desk.close()
    await sims.stop()
    sims = await startSims({ dir, resultDelayMs: 300 })
    desk = openBareDesk(sims.settings)
    expect(await sims.nhi.ledger()).toEqual(before)
  }, 60_000)
})

async function upload(visit: Record<string, unknown>, orders: readonly Record<string, unknown>[]) {
  const { clientRandom, samId, hospitalId, signature } = await desk.control('POST', '/api/sam/v1/Signature', {
    serviceType: '30',
  })
  const identity = { sSamid: samId, sHospid: hospitalId, sClientrandom: clientRandom, sSignature: signature }
  const whole = Object.fromEntries(Object.entries(visit).filter(([, value]) => value !== undefined))
  const { RtnCode, Opcode } = await desk.nhi('/V2000/VNHI_Upload', identity, {
    sType: 'A1',
    sPatData: uploadFile({ H00: '1', H01: 'A' }, whole, orders),
    sUploadDT: '20260115090000123',
  })
  expect(RtnCode).toBe('0000')
  expect((await desk.nhi('/V2000/VNHI_Download', identity, { sOpcode: Opcode })).RtnCode).toBe('5002')
  await delay(400)
  const result = await desk.nhi('/V2000/VNHI_Download', identity, { sOpcode: Opcode })
  const text = Buffer.from(String(result.tx_result_json), 'base64').toString('utf8')
  const values = [...text.slice(0, text.indexOf('='.repeat(75)) >>> 0).matchAll(/\[(.*)\]/g)].map((match) => match[1])
  return { text, records: values[5], valid: values[9], orders: values[10], invalid: values[11] }
}
