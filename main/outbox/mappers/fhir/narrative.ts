import type { Narrative } from '@medplum/fhirtypes'

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** What XML 1.0 cannot hold: control characters and halves of surrogate pairs. */
const impossible = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu

/** Text as it may stand in FHIR: shown as U+FFFD where it holds what no XML and no FHIR string can. */
export const fhirText = (text: string): string => text.replace(impossible, '\ufffd')

/** Plain text as XHTML narrative: escaped, line ends kept. */
export const narrative = (text: string): Narrative => ({
  status: 'generated',
  div: `<div xmlns="http://www.w3.org/1999/xhtml"><p>${fhirText(text)
    .replace(/[&<>"]/g, (character) => entities[character] ?? character)
    .replace(/\r\n|\r|\n/g, '<br/>')}</p></div>`,
})
