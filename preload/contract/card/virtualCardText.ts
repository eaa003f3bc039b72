/** Why a scanned text cannot be the QR of a virtual NHI card; each has its words under `scan.refused`. */
export const scanRefusals = [
  'empty',
  'url',
  'payment',
  'contact',
  'wifi',
  'appointment',
  'binary',
  'too-long',
  'other',
] as const
/** See `scanRefusals`. */
export type ScanRefusal = (typeof scanRefusals)[number]

/** A text that may be redeemed, without the white space around it; or why it may not. */
export type ScannedText =
  | { readonly kind: 'virtual-card'; readonly text: string }
  | { readonly kind: 'refused'; readonly reason: ScanRefusal }

/** So long after it was made a code can be redeemed, ms (1018 from then on); the NHI's clock decides. */
export const virtualCodeLifeMs = 5 * 60_000
/** The token of a virtual card is opaque and stays below this many characters (VirtualHc/ReadBasic `token`). */
export const longestVirtualCardText = 400
/** Shorter texts are nobody's one-time token: shelf labels, queue numbers. */
const shortestVirtualCardText = 16
/** More bytes than this are not even looked at: a QR can carry 2,953, so they came from elsewhere. */
const mostBytes = 4_000

// Control characters, what a broken decoding leaves behind, and surrogates without their half.
const binary = /\p{Cc}|\p{Co}|\p{Cs}|\uFFFD/u

const kinds: readonly (readonly [reason: ScanRefusal, pattern: RegExp])[] = [
  ['wifi', /^WIFI:/i],
  ['contact', /^(?:BEGIN:VCARD|MECARD:|BIZCARD:|mailto:|tel:|sms(?:to)?:)/i],
  ['appointment', /^BEGIN:V(?:CALENDAR|EVENT)|掛號|預約|看診|回診|報到/i],
  // Clinics' own slips in ASCII: a word of theirs at the beginning, or as the name of a field.
  [
    'appointment',
    /^["{[]*(?:appt|appointment|booking|reserve|reservation|regist(?:er|ration)|reg|opd|queue|check-?in)\b[":=|;,#/_ -]/i,
  ],
  [
    'appointment',
    /["&?](?:appt|appointment|booking|reservation|registration|queue)_?(?:id|no|number|date|time)?["]?[:=]/i,
  ],
  // TWQR, EMVCo merchant codes, wallets' own addresses, wallets' bare digits, and the two codes of a Taiwanese e-invoice.
  ['payment', /^(?:(?:TWQRP?|jkos|jkopay|linepay|pxpay|icashpay|easywallet|pluspay|alipays?|weixin):|line:\/\/pay\b)/i],
  ['payment', /^000201/],
  ['payment', /^https?:\/\/[^/]*\b(?:jkopay|jkos|pay\.line|linepay|taiwanpay|twqr|alipay|wxpay|easycard|pxpay)\b/i],
  ['payment', /^\d{12,24}$/],
  ['payment', /^(?:[A-Z]{2}\d{8}1\d{6}|\*\*)/],
  ['url', /^(?:[a-z][a-z0-9+.-]*:\/\/|www\.|geo:|market:|intent:|javascript:|data:)/i],
  // A token is one word of printable ASCII; a sentence is something a person has written.
  ['other', /[^\x21-\x7E]/],
]

/** Whether a scanned text can be the QR of a virtual NHI card. What it really is, only the NHI's server knows. */
export const classifyScannedText = (scanned: string): ScannedText => {
  const refused = (reason: ScanRefusal): ScannedText => ({ kind: 'refused', reason })
  if (scanned.length > mostBytes || new TextEncoder().encode(scanned).length > mostBytes) return refused('too-long')
  const text = scanned.replace(/^\uFEFF/, '').trim()
  if (text === '') return refused('empty')
  const structured = kinds.find(([, pattern]) => pattern.test(text))?.[0]
  // Cards and calendars have lines: their line ends are no rubbish.
  if (structured !== 'contact' && structured !== 'appointment' && binary.test(text)) return refused('binary')
  if (structured !== undefined) return refused(structured)
  if (text.length >= longestVirtualCardText) return refused('too-long')
  return text.length < shortestVirtualCardText ? refused('other') : { kind: 'virtual-card', text }
}
