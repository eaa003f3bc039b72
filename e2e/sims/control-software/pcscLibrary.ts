import koffi from 'koffi'

// pcsc-lite's own calls, each of which may block for as long as a reader is dead: cardProcess.ts is the only one to call them.

const library = koffi.load('libpcsclite.so.1')
const word = 'unsigned long'
const wordOut = koffi.out(koffi.pointer(word))
const wordInOut = koffi.inout(koffi.pointer(word))
const Protocol = koffi.struct({ protocol: word, length: word })
const State = koffi.struct({
  name: 'const char *',
  user: 'void *',
  seen: word,
  state: word,
  atrLength: word,
  atr: koffi.array('uint8_t', 33),
})

type Type = string | ReturnType<typeof koffi.struct> | ReturnType<typeof koffi.out>

const call = (name: string, ...types: Type[]): ((...values: unknown[]) => number | bigint) =>
  library.func(name, word, types)

const establish = call('SCardEstablishContext', word, 'void *', 'void *', koffi.out(koffi.pointer('long')))
const release = call('SCardReleaseContext', 'long')
const list = call('SCardListReaders', 'long', 'void *', 'void *', wordInOut)
const look = call('SCardGetStatusChange', 'long', word, koffi.inout(koffi.pointer(State)), word)
const connect = call('SCardConnect', 'long', 'str', word, word, koffi.out(koffi.pointer('long')), wordOut)
const disconnect = call('SCardDisconnect', 'long', word)
const begin = call('SCardBeginTransaction', 'long')
const end = call('SCardEndTransaction', 'long', word)
const exchange = call('SCardTransmit', 'long', koffi.pointer(Protocol), 'void *', word, 'void *', 'void *', wordInOut)

const ofSystem = 2
const shared = 2
const anyProtocol = 3
const leave = 0
const protocolT1 = 2
const longestAnswer = 65_538
const isPresent = 0x20
const isMute = 0x200

const check = (code: number | bigint): void => {
  if (Number(code) !== 0) throw new Error(`PC/SC 0x${(Number(code) >>> 0).toString(16)}`)
}

const withContext = <T>(work: (context: number | bigint) => T): T => {
  const context: (number | bigint)[] = [0]
  check(establish(ofSystem, null, null, context))
  const handle = context[0] ?? 0
  try {
    return work(handle)
  } finally {
    release(handle)
  }
}

/** Full name of the reader whose name begins so. */
const nameOf = (context: number | bigint, beginning: string): string => {
  const length: (number | bigint)[] = [0]
  check(list(context, null, null, length))
  const bytes = Buffer.alloc(Number(length[0]))
  check(list(context, null, bytes, length))
  const name = bytes
    .toString('utf8')
    .split('\0')
    .find((one) => one !== '' && one.startsWith(beginning))
  if (name === undefined) throw new Error(`no reader ${beginning}`)
  return name
}

/** What is in a reader now. */
export interface ReaderState {
  readonly present: boolean
  /** pcscd's own count of insertions and removals in this reader. */
  readonly changes: number
  /** Hex. */
  readonly atr: string
}

/** Looks at a reader, without touching its card. Throws when there is no reader or no pcscd. */
export const readerState = (beginning: string): ReaderState =>
  withContext((context) => {
    const states = [
      { name: nameOf(context, beginning), user: null, seen: 0, state: 0, atrLength: 0, atr: [] as number[] },
    ]
    check(look(context, 0, states, 1))
    const [{ state, atr, atrLength } = { state: 0, atr: [], atrLength: 0 }] = states
    const flags = Number(state)
    return {
      present: (flags & isPresent) !== 0 && (flags & isMute) === 0,
      changes: flags >>> 16,
      atr: Buffer.from(Array.from(atr)).subarray(0, Number(atrLength)).toString('hex').toUpperCase(),
    }
  })

/** Shared mode, one transaction, card left as it is. Throws when there is no card, or when it goes. */
export const talk = <T>(beginning: string, work: (transmit: (apdu: Uint8Array) => Uint8Array) => T): T =>
  withContext((context) => {
    const card: (number | bigint)[] = [0]
    const protocol: (number | bigint)[] = [0]
    check(connect(context, nameOf(context, beginning), shared, anyProtocol, card, protocol))
    const handle = card[0] ?? 0
    try {
      check(begin(handle))
      try {
        return work((apdu) => {
          const answer = Buffer.alloc(longestAnswer)
          const length: (number | bigint)[] = [answer.length]
          const send = { protocol: Number(protocol[0]) === protocolT1 ? protocolT1 : 1, length: 16 }
          check(exchange(handle, send, apdu, apdu.length, null, answer, length))
          return Uint8Array.from(answer.subarray(0, Number(length[0])))
        })
      } finally {
        end(handle, leave)
      }
    } finally {
      disconnect(handle, leave)
    }
  })
