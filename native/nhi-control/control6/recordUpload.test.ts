import iconv from 'iconv-lite'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { sendJson } from '../../network/testing/localServer.ts'
import type { NhiControlPort } from '../port.ts'
import { verifySam } from '../testing/replies.ts'
import { type ScriptedNhi, scriptedSignatures, startScriptedNhi } from '../testing/scriptedNhi.ts'
import { uploadTime } from './recordUpload.ts'

const upload = 'POST /V2000/VNHI_Upload'
const download = 'POST /V2000/VNHI_Download'
const xml = iconv.encode('<?xml version="1.0" encoding="Big5"?><RECS>測試</RECS>', 'cp950')
const identity = {
  sSamid: scriptedSignatures.sam.samId,
  sHospid: scriptedSignatures.sam.hospitalId,
  sClientrandom: scriptedSignatures.sam.clientRandom,
  sSignature: scriptedSignatures.sam.signature,
}
const now = Date.UTC(2026, 10, 21, 17, 4, 5, 67)

let nhi: ScriptedNhi
let control: NhiControlPort

beforeEach(async () => {
  nhi = await startScriptedNhi({ now: () => now })
  control = nhi.control
})
afterEach(() => nhi.close())

const reply =
  (body: unknown): Parameters<ScriptedNhi['first']['set']>[1] =>
  (_request, response) => {
    response.sendDate = false
    sendJson(response, body)
  }

describe('uploadRecords', () => {
  it.each([
    ['formal', 'A1'],
    ['pre-check', 'A2'],
    ['connection-test', 'ZZ'],
  ] as const)('hands in the bytes as they are (%s)', async (mode, sType) => {
    nhi.first.set(upload, reply({ RtnCode: '0000', Opcode: '1151122010405635012000009000000000' }))
    expect(await control.uploadRecords(xml, mode)).toEqual({
      ok: true,
      value: { opcode: '1151122010405635012000009000000000' },
    })
    expect(nhi.first.lastBody(upload)).toEqual({
      ...identity,
      sType,
      sPatData: xml.toString('base64'),
      sUploadDT: '20261122010405067',
    })
    expect(nhi.local.lastBody('POST /api/sam/v1/Signature')).toEqual({ serviceType: '30' })
  })

  it("is stamped with the server's time once it is known", async () => {
    nhi.first.once(upload, (_request, response) => {
      response.setHeader('date', new Date(now + 60_000).toUTCString())
      sendJson(response, { RtnCode: '0000', Opcode: 'X' })
    })
    nhi.first.set(upload, reply({ RtnCode: '0000', Opcode: 'X' }))
    await control.uploadRecords(xml, 'formal')
    await control.uploadRecords(xml, 'formal')
    // The Date header has whole seconds.
    expect(nhi.first.lastBody(upload)).toMatchObject({ sUploadDT: '20261122010505000' })
  })

  it.each([
    ['5003', false],
    ['5004', false],
    ['8201', false],
    ['8203', true],
    ['8205', false],
    ['9005', true],
    ['9999', true],
  ])('tells the refusal %s by its own number', async (statusCode, retryable) => {
    nhi.first.set(upload, reply({ RtnCode: statusCode }))
    expect(await control.uploadRecords(xml, 'formal')).toEqual({
      ok: false,
      error: { code: 'NHI_REFUSED', retryable, details: { statusCode, source: 'upload' } },
    })
  })

  it('needs an operation code', async () => {
    nhi.first.set(upload, reply({ RtnCode: '0000' }))
    expect(await control.uploadRecords(xml, 'formal')).toMatchObject({ error: { code: 'NHI_BAD_REPLY' } })
  })

  it('may be repeated at the second data centre, because the same records replace themselves', async () => {
    nhi.first.set(upload, (_request, _response, socket) => socket.destroy())
    nhi.second.set(upload, reply({ RtnCode: '0000', Opcode: 'X' }))
    expect(await control.uploadRecords(xml, 'formal')).toEqual({ ok: true, value: { opcode: 'X' } })
  })

  it('can be ended while it hangs, here and for a result, and is then a reply that was lost', async () => {
    for (const path of [upload, download]) {
      const end = new AbortController()
      nhi.first.once(path, () => end.abort())
      const ended =
        path === upload ? control.uploadRecords(xml, 'formal', end.signal) : control.uploadResult('X', end.signal)
      expect(await ended).toEqual({
        ok: false,
        error: { code: 'NHI_REPLY_LOST', retryable: true, details: { reason: 'aborted' } },
      })
    }
    expect(nhi.second.seen).toHaveLength(0)
  })

  it('is not tried without a signature', async () => {
    nhi.local.set('POST /api/sam/v1/Signature', 4050)
    nhi.local.set(verifySam, 0)
    expect(await control.uploadRecords(xml, 'formal')).toMatchObject({ error: { code: 'SAM_NOT_VERIFIED' } })
    expect(nhi.first.seen).toHaveLength(0)
  })
})

describe('uploadResult', () => {
  const text = '第[1]筆 M03=[A123456789] 錯誤原因：M15:AD01;'

  it.each([
    ['Big5', iconv.encode(text, 'cp950')],
    ['UTF-8', Buffer.from(text, 'utf8')],
  ])('gives the text, written in %s', async (_name, bytes) => {
    nhi.first.set(download, reply({ RtnCode: '0000', tx_result_json: bytes.toString('base64') }))
    expect(await control.uploadResult('X')).toEqual({ ok: true, value: { text } })
    expect(nhi.first.lastBody(download)).toEqual({ ...identity, sOpcode: 'X' })
  })

  it('is null while it is not ready', async () => {
    nhi.first.set(download, reply({ RtnCode: '5002', tx_result_json: '' }))
    expect(await control.uploadResult('X')).toEqual({ ok: true, value: { text: null } })
  })

  it('is refused, or cannot be read', async () => {
    nhi.first.once(download, reply({ RtnCode: '9999' }))
    expect(await control.uploadResult('X')).toMatchObject({ error: { code: 'NHI_REFUSED' } })
    nhi.first.once(download, reply({ RtnCode: '0000', tx_result_json: '%%%' }))
    expect(await control.uploadResult('X')).toMatchObject({ error: { code: 'NHI_BAD_REPLY' } })
    nhi.first.once(download, reply({ statusCode: 0 }))
    expect(await control.uploadResult('X')).toMatchObject({ error: { code: 'NHI_BAD_REPLY' } })
  })
})

describe('uploadTime', () => {
  it('is Taipei time with milliseconds', () => {
    expect(uploadTime(Date.UTC(2026, 11, 31, 16, 0, 0, 7))).toBe('20270101000000007')
  })
})
