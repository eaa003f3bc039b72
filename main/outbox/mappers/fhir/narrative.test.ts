import fc from 'fast-check'
import { XMLValidator } from 'fast-xml-parser'
import { describe, expect, it } from 'vitest'
import { narrative } from './narrative.ts'

describe('narrative', () => {
  it.each([
    ['咳嗽', '咳嗽'],
    ['a < b & "c" > \'d\'', "a &lt; b &amp; &quot;c&quot; &gt; 'd'"],
    ['one\ntwo\r\nthree', 'one<br/>two<br/>three'],
    ['<script>x</script>', '&lt;script&gt;x&lt;/script&gt;'],
    ['\u0000\u001b\ud800', '\ufffd\ufffd\ufffd'],
    ['😀', '😀'],
  ])('writes %j', (text, inside) => {
    expect(narrative(text).div).toBe(`<div xmlns="http://www.w3.org/1999/xhtml"><p>${inside}</p></div>`)
  })

  it('is well-formed for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(XMLValidator.validate(narrative(text).div ?? '')).toBe(true)
      }),
    )
  })
})
