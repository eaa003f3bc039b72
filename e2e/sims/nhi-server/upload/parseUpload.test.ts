import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import { parseUpload } from './parseUpload.ts'

const HEAD = '<?xml version="1.0" encoding="Big5"?>'
const MSH = '<MSH><H00>1</H00><H01>A</H01></MSH>'
const REC = `<REC>${MSH}<MB><MB1><M03>X</M03><M50></M50></MB1><MB2><D06>甲</D06></MB2></MB></REC>`

const parse = (xml: string) => parseUpload(iconv.encode(xml, 'cp950'))

describe('upload XML', () => {
  it('is read into segments, empty values left out, line breaks allowed', () => {
    expect(parse(`${HEAD}\n<RECS>\n${REC.replaceAll('><', '>\n<')}\n</RECS>\n`)).toEqual({
      ok: true,
      records: [{ header: { H00: '1', H01: 'A' }, visit: { M03: 'X' }, orders: [{ D06: '甲' }] }],
    })
  })

  it.each([
    ['no declaration', `<RECS>${REC}</RECS>`, 'Y003'],
    ['two declarations', `${HEAD}${HEAD}<RECS>${REC}</RECS>`, 'Y003'],
    ['a bare ampersand', `${HEAD}<RECS>${REC.replace('X', 'A & B')}</RECS>`, 'Y003'],
    ['a comment', `${HEAD}<RECS><!-- x -->${REC}</RECS>`, 'Y003'],
    ['no header', `${HEAD}<RECS>${REC.replace(MSH, '')}</RECS>`, 'Y002'],
    ['a tag nobody knows', `${HEAD}<RECS>${REC.replaceAll('M50', 'M99')}</RECS>`, 'Y004'],
    ['an order tag in the insurance segment', `${HEAD}<RECS>${REC.replaceAll('M50', 'D06')}</RECS>`, 'Y004'],
    ['the same tag twice', `${HEAD}<RECS>${REC.replaceAll('M50', 'M03')}</RECS>`, 'Y003'],
    ['an order without insurance segment', `${HEAD}<RECS>${REC.replace(/<MB1>.*<\/MB1>/, '')}</RECS>`, 'Y005'],
    ['crossed tags', `${HEAD}<RECS>${REC.replace('</M03>', '</M04>')}</RECS>`, 'Y005'],
    ['REC not closed', `${HEAD}<RECS>${REC.replace('</REC>', '')}</RECS>`, 'Y006'],
    ['RECS not closed', `${HEAD}<RECS>${REC}`, 'Y007'],
    ['two RECS', `${HEAD}<RECS>${REC}</RECS><RECS>${REC}</RECS>`, 'Y015'],
  ])('refuses %s', (_, xml, code) => {
    expect(parse(xml)).toEqual({ ok: false, code })
  })

  it('refuses bytes that are not Big5', () => {
    const utf8 = Buffer.from(`${HEAD}<RECS>${REC}</RECS>`, 'utf8')
    expect(parseUpload(utf8)).toEqual({ ok: false, code: 'Y014' })
    expect(parse(`${HEAD.replace('Big5', 'UTF-8')}<RECS></RECS>`)).toEqual({ ok: false, code: 'Y014' })
  })
})
