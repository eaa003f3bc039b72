import iconv from 'iconv-lite'
import { beforeEach, describe, expect, it } from 'vitest'
import { rocDateOfIso } from '../../people/rocDate.ts'
import { personOf, takeVisit, testCentre } from '../testCentre.ts'
import { receiveUpload } from './receiveUpload.ts'

const NOW = Date.parse('2026-01-15T10:00:00+08:00')
const HOUR_MS = 60 * 60 * 1000

let centre: ReturnType<typeof testCentre>
let fields: Record<string, string>

beforeEach(() => {
  centre = testCentre(NOW)
  const person = personOf(centre, 'lin-adult')
  const visit = takeVisit(centre, person)
  fields = {
    M01: visit.samId,
    M02: person.nhiCardNumber,
    M03: person.nationalId,
    M04: rocDateOfIso(person.birthDate),
    M05: visit.hospitalId,
    M06: centre.configuration.staff[0]?.nationalId ?? '',
    M07: '01',
    M11: visit.treatmentDateTime,
    M12: '1',
    M13: visit.sequenceNumber,
    M14: visit.signature,
    M15: visit.treatmentNumber,
    M23: '2',
    M45: '50',
  }
})

function record(change: Record<string, string> = {}, h01 = 'A'): string {
  const visit = Object.entries({ ...fields, ...change })
    .map(([tag, value]) => `<${tag}>${value}</${tag}>`)
    .join('')
  return `<REC><MSH><H00>1</H00><H01>${h01}</H01></MSH><MB><MB1>${visit}</MB1></MB></REC>`
}

function send(records: string, type: 'A1' | 'A2' = 'A1') {
  const bytes = iconv.encode(`<?xml version="1.0" encoding="Big5"?><RECS>${records}</RECS>`, 'cp950')
  return receiveUpload(centre, { type, bytes, uploadedAt: '20260115110000000' })
}

const kept = () => Object.values(centre.file.value.records)

describe('receiving an upload', () => {
  it('keeps a valid record, says C001 to the same again, and replaces it with another content', () => {
    expect(send(record())).toMatchObject({ recordsReceived: 1, recordsValid: 1, recordsInvalid: 0 })
    expect(send(record()).resultText).toContain('M15:C001;')
    centre.setNow(NOW + HOUR_MS)
    expect(send(record({ M45: '0' }))).toMatchObject({ recordsValid: 1 })
    expect(kept()).toEqual([
      expect.objectContaining({ replaced: 1, firstReceivedAt: NOW, receivedAt: NOW + HOUR_MS, late: false }),
    ])
  })

  it('judges each record of a file by itself, up to thirty', () => {
    const upload = send(record() + record({ M12: '9' }))
    expect(upload).toMatchObject({ recordsReceived: 2, recordsValid: 1, recordsInvalid: 1 })
    expect(upload.resultText).toContain('第[2]筆')
    const tooMany = send(Array.from({ length: 31 }, () => record()).join(''))
    expect(tooMany.resultText).toMatch(/第\[31\]筆\n.*\n.*\n錯誤原因：RECS:AG;/)
  })

  it('refuses a file that is not whole without keeping anything', () => {
    const upload = receiveUpload(centre, {
      type: 'A1',
      bytes: Buffer.from('<?xml version="1.0" encoding="Big5"?><RECS>'),
      uploadedAt: '20260115110000000',
    })
    expect(upload).toMatchObject({ recordsReceived: 0, recordsValid: 0, recordsInvalid: 1 })
    expect(upload.resultText).toContain('第[0]筆\nM03=[]\nM15=[]\n錯誤原因：RECS:Y007;')
    expect(kept()).toEqual([])
  })

  it('keeps nothing of a pre-check', () => {
    expect(send(record(), 'A2')).toMatchObject({ recordsValid: 1 })
    expect(kept()).toEqual([])
  })

  it('deletes what is there, and nothing else', () => {
    expect(send(record({}, 'D')).resultText).toContain('H01:D001;')
    send(record())
    expect(send(record({}, 'D'))).toMatchObject({ recordsValid: 1 })
    expect(kept()).toEqual([])
    expect(centre.file.value.deletedRecords).toHaveLength(1)
  })

  it('marks what comes later than 24 hours', () => {
    centre.setNow(NOW + 25 * HOUR_MS)
    send(record())
    expect(kept()).toEqual([expect.objectContaining({ late: true })])
  })

  it('refuses on request, once', () => {
    centre.orderedRefusals.push([{ record: 1, items: ['M44:AA', 'D05[1]:AF'] }])
    expect(send(record()).resultText).toContain('錯誤原因：M44:AA;D05[1]:AF;')
    expect(send(record())).toMatchObject({ recordsValid: 1 })
  })

  it('does not know the identifier of a visit that was taken back', () => {
    for (const visit of centre.file.value.visits) visit.rolledBack = true
    expect(send(record()).resultText).toContain('M15:D002;')
  })

  it('files results under a 42-character opcode that begins with the time', () => {
    expect(send(record()).opcode).toMatch(/^20260115100000\d{6}3599990014000000100001$/)
  })
})
