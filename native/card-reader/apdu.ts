import { publicProfileLength } from './publicProfileCodec.ts'

/** SELECT of the NHI patient applet (a SAM answers to the same AID ending in 31), without its optional trailing Le. */
const select = Uint8Array.from(Buffer.from('00A4040010D1580000010000000000000000000011', 'hex'))
/** READ of the public profile, without its optional trailing Le. */
const read = Uint8Array.from(Buffer.from('00CA1100020000', 'hex'))

/** Against a chip that always wants one more command: SELECT and READ in every variant need fewer. */
const mostCommands = 16
/** Room for the profile and for a card that pads it; more than that is no NHI card. */
const mostBytes = publicProfileLength + 200

/** Where the reading stands between a command and its response. */
export interface ReadState {
  readonly phase: 'select' | 'read'
  /** The command last sent, with the Le it was sent with. */
  readonly command: Uint8Array
  /** The command of this phase without Le, to be repeated with another one. */
  readonly base: Uint8Array
  /** Whether this phase has tried the command with Le 00 already. */
  readonly leTried: boolean
  readonly collected: Uint8Array
  readonly commands: number
}

/** What to do next: send `command`, or the end. `sw` is the status word as four upper-case hex digits. */
export type ReadStep =
  | { readonly type: 'transmit'; readonly command: Uint8Array; readonly state: ReadState }
  | { readonly type: 'done'; readonly data: Uint8Array }
  | { readonly type: 'failed'; readonly code: 'CARD_FOREIGN' | 'CARD_UNREADABLE'; readonly sw: string }

const withLe = (command: Uint8Array, le: number): Uint8Array => Uint8Array.of(...command, le)

const transmit = (state: ReadState): ReadStep => ({ type: 'transmit', command: state.command, state })

const begin = (phase: ReadState['phase'], commands: number): ReadStep => {
  const base = phase === 'select' ? select : read
  return transmit({ phase, base, command: base, leTried: false, collected: new Uint8Array(0), commands })
}

const next = (state: ReadState, command: Uint8Array, changes: Partial<ReadState> = {}): ReadStep =>
  transmit({ ...state, ...changes, command, commands: state.commands + 1 })

/** First command of a reading: SELECT, then READ (contracts/nhi-interfaces.md §1). */
export const beginReading = (): ReadStep => begin('select', 1)

/** 62 xx and 63 xx: done, with something to say about it (ISO 7816-4). */
const isWarning = (sw1: number): boolean => sw1 === 0x62 || sw1 === 0x63
/** Warnings that leave nothing to read: data that may be corrupt, and a file that is deactivated or at its end of life. */
const fatalWarnings: readonly string[] = ['6281', '6283', '6285']

/**
 * What follows a response. `61 xx` fetches the rest with GET RESPONSE, `6C xx` repeats the command with that Le, and a card that
 * wants a trailing Le (67 00, or 90 00 without data) gets one. A warning counts as done: its data is fetched where it came without,
 * as T=0 does, and the codec decides whether it is a profile; only what says that the data is bad is refused. A refused SELECT is a foreign card; a chip that reports a fault of
 * its own, or refuses READ, is unreadable.
 */
export const continueReading = (state: ReadState, response: Uint8Array): ReadStep => {
  const sw1 = response[response.length - 2]
  const sw2 = response[response.length - 1]
  if (sw1 === undefined || sw2 === undefined) return { type: 'failed', code: 'CARD_UNREADABLE', sw: '' }
  const sw = Buffer.of(sw1, sw2).toString('hex').toUpperCase()
  const refused = (): ReadStep => ({
    type: 'failed',
    // 64, 65 and 6F are the chip's own faults (execution error, memory failure, no diagnosis), whatever the card is.
    code:
      state.phase === 'read' || isWarning(sw1) || [0x64, 0x65, 0x6f].includes(sw1) ? 'CARD_UNREADABLE' : 'CARD_FOREIGN',
    sw,
  })
  const collected = Uint8Array.of(...state.collected, ...response.subarray(0, -2))
  if (state.commands >= mostCommands || collected.length > mostBytes) {
    return { type: 'failed', code: 'CARD_UNREADABLE', sw }
  }
  if (sw1 === 0x6c) return next(state, withLe(state.command.subarray(0, leOffset(state)), sw2))
  if (sw1 === 0x67 && !state.leTried) return next(state, withLe(state.base, 0), { leTried: true })
  if (fatalWarnings.includes(sw)) return refused()
  if (state.phase === 'select') {
    // 61 xx offers the applet's own description, which is not needed: it counts as done (ISO 7816-4).
    return sw === '9000' || sw1 === 0x61 || isWarning(sw1) ? begin('read', state.commands + 1) : refused()
  }
  if (sw1 === 0x61) return next(state, getResponse(sw2), { collected })
  if (isWarning(sw1)) {
    if (collected.length > 0) return { type: 'done', data: collected }
    return isGetResponse(state) ? refused() : next(state, getResponse(0))
  }
  if (sw !== '9000') return refused()
  if (collected.length === 0 && !state.leTried) return next(state, withLe(state.base, 0), { leTried: true })
  return { type: 'done', data: collected }
}

const getResponse = (le: number): Uint8Array => Uint8Array.of(0x00, 0xc0, 0x00, 0x00, le)
const isGetResponse = ({ command }: ReadState): boolean => command[1] === 0xc0

/** Where Le stands in the command last sent: behind the data, or as the fifth byte of GET RESPONSE. */
const leOffset = (state: ReadState): number => (isGetResponse(state) ? 4 : state.base.length)
