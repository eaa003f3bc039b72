import { describe, expect, it } from 'vitest'
import { classifyScannedText, longestVirtualCardText } from './virtualCardText.ts'

const token = 'VHC1.kQ0f3Jx9bYt2LrW7_aZ-56mPqE8dUo4hNsCiTgVw'

describe('classifyScannedText', () => {
  it.each([
    ['a token', token],
    ['base64 with its padding', 'dGhpcyBpcyBub3QgYSByZWFsIHRva2VuIQ=='],
    ['hexadecimal digits', '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08'],
    ['digits too many for a wallet', '1234567890123456789012345678901234567890'],
    ['a token that begins like a word', 'REGa0f3Jx9bYt2LrW7_aZ-56mPqE8dUo4hNsCiTgVw'],
    ['the longest', 'x'.repeat(longestVirtualCardText - 1)],
  ])('takes %s', (_, text) => {
    expect(classifyScannedText(text)).toEqual({ kind: 'virtual-card', text })
  })

  it('takes off the white space that scanners and clipboards put around', () => {
    expect(classifyScannedText(`\uFEFF ${token}\r\n`)).toEqual({ kind: 'virtual-card', text: token })
  })

  it.each([
    ['empty', ''],
    ['empty', ' \r\n\t'],
    ['url', 'https://www.nhi.gov.tw/ch/np-2285-1.html'],
    ['url', 'www.example.org/very/long/path'],
    ['url', 'line://ti/p/@clinic-example'],
    ['payment', 'TWQRP://00000000NTTransfer/158/02/V1?D5=004&D6=0000000000000000'],
    ['payment', 'https://www.jkopay.com/transfer?j=Transfer:000000000'],
    ['payment', 'https://pay.line.me/portal/tw/0000000000000000'],
    ['payment', 'line://pay/payment/0000000000000000000'],
    ['payment', '00020101021126400010A000000000520400005303901'],
    ['payment', '289012345678901234'],
    ['payment', 'AB1234567811151125abcd0000004b0000004b0000000012345678AAAA==:**********:1:1:1:item:1:75'],
    ['payment', '**:next item on the paper:1:20'],
    ['contact', 'BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Somebody\r\nEND:VCARD'],
    ['contact', 'MECARD:N:Somebody;TEL:0212345678;;'],
    ['contact', 'mailto:somebody@example.org'],
    ['wifi', 'WIFI:T:WPA;S:clinic-guest;P:not-a-secret;;'],
    ['appointment', 'BEGIN:VCALENDAR\nBEGIN:VEVENT\nEND:VEVENT\nEND:VCALENDAR'],
    ['appointment', '示範醫院 115/11/25 上午 一診 看診序號 23'],
    ['appointment', 'APPT:20261201-0930-A12-0000000000'],
    ['appointment', 'REG|1151201|AM|ROOM1|23|0000000000'],
    ['appointment', 'OPD#20261201#0930#012#0000000000'],
    ['appointment', '{"appointmentId":"0f8fad5b-d9cb-469f-a165","date":"2026-12-01"}'],
    ['appointment', 'clinic=demo&queue_no=23&date=20261201'],
    ['binary', `${token}\u0000${token}`],
    ['binary', `PK\u0003\u0004${token}`],
    ['binary', `\uFFFD\uFFFD${token}`],
    ['binary', `\uD800${token}`],
    ['too-long', 'x'.repeat(longestVirtualCardText)],
    ['too-long', 'x'.repeat(4_096)],
    ['too-long', `https://example.org/${'x'.repeat(4_096)}`],
    ['too-long', '字'.repeat(1_400)],
    ['other', 'A12'],
    ['other', '請勿停車'],
    ['other', 'several words of somebody'],
  ])('refuses as %s: %j', (reason, text) => {
    expect(classifyScannedText(text)).toEqual({ kind: 'refused', reason })
  })
})
