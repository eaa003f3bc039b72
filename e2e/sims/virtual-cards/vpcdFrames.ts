/** What the virtual reader asks of a card: a change of power, the ATR, or an APDU to answer. */
export type VpcdRequest =
  | { readonly kind: 'power-off' }
  | { readonly kind: 'power-on' }
  | { readonly kind: 'reset' }
  | { readonly kind: 'send-atr' }
  | { readonly kind: 'apdu'; readonly bytes: Uint8Array }

const HEADER_BYTES = 2
const CONTROLS = new Map<number, VpcdRequest>([
  [0, { kind: 'power-off' }],
  [1, { kind: 'power-on' }],
  [2, { kind: 'reset' }],
  [4, { kind: 'send-atr' }],
])

/** A body behind its 2-byte big-endian length, in one buffer so that it leaves in one TCP segment. */
export function encodeVpcdFrame(body: Uint8Array): Buffer {
  const frame = Buffer.allocUnsafe(HEADER_BYTES + body.length)
  frame.writeUInt16BE(body.length, 0)
  frame.set(body, HEADER_BYTES)
  return frame
}

/** Cuts a TCP byte stream into requests; keeps an unfinished frame until the rest arrives. */
export function createVpcdFrameReader(): { push(chunk: Uint8Array): VpcdRequest[] } {
  let pending = Buffer.alloc(0)
  return {
    push(chunk) {
      pending = Buffer.concat([pending, chunk])
      const requests: VpcdRequest[] = []
      while (pending.length >= HEADER_BYTES) {
        const length = pending.readUInt16BE(0)
        if (pending.length < HEADER_BYTES + length) break
        const body = pending.subarray(HEADER_BYTES, HEADER_BYTES + length)
        pending = pending.subarray(HEADER_BYTES + length)
        const request = requestOf(body)
        if (request) requests.push(request)
      }
      return requests
    },
  }
}

/** An empty frame and an unknown control byte ask for nothing. */
function requestOf(body: Uint8Array): VpcdRequest | undefined {
  if (body.length > 1) return { kind: 'apdu', bytes: Uint8Array.from(body) }
  return CONTROLS.get(body[0] ?? -1)
}
