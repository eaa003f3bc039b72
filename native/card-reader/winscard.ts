import koffi from 'koffi'

// The only place that knows koffi in this room: the four calls of PC/SC's own library that watching takes. pcsc-mini can't be
// told which readers to watch and passes over the fifth in silence; see README, decisions.

/** One reader between two looks: the state last seen goes in, the present one comes out. */
export interface ReaderLook {
  readonly name: string
  /** State as last seen, 0 when never: the wait ends when the present one differs from it. */
  readonly seen: number
  /** State now. The low half are flags, the high half counts insertions and removals. */
  readonly state: number
  readonly atr: Uint8Array
}

/** A line to the smart-card service. Every error has PC/SC's name as its `code`. */
export interface ServiceContext {
  /** All readers, in the service's order. */
  readers(): readonly string[]
  /** Waits until one of the readers is not as last seen, a reader comes or goes, or the time is up (false). */
  wait(looks: readonly Pick<ReaderLook, 'name' | 'seen'>[], ms: number): Promise<readonly ReaderLook[] | false>
  /** Ends a wait and the line itself. */
  close(): void
}

/** Flags of a reader's state (winscard.h, pcsclite.h). */
export const stateFlag = { changed: 0x2, unknown: 0x4, unavailable: 0x8, present: 0x20 } as const

/** The service's pseudo-reader, whose state changes when a reader comes or goes. */
const plugAndPlay = '\\\\?PnP?\\Notification'
const scopeOfSystem = 2

const names: Readonly<Record<number, string>> = {
  // Windows, when a session of the remote desktop has no smart cards: ERROR_BROKEN_PIPE, which its table of smart-card codes
  // writes in two ways.
  109: 'NoService',
  265: 'NoService',
  2148532226: 'Cancelled',
  2148532227: 'InvalidHandle',
  2148532234: 'Timeout',
  // pcscd that ends under a wait.
  2148532243: 'NoService',
  2148532248: 'Shutdown',
  2148532253: 'NoService',
  2148532254: 'ServiceStopped',
  2148532270: 'NoReadersAvailable',
}

/** The layout that PC/SC's structure has on a system. */
export const stateLayout = (platform: NodeJS.Platform): ReturnType<typeof koffi.struct> => {
  const word = platform === 'linux' ? 'unsigned long' : 'uint32_t'
  const members = {
    name: platform === 'win32' ? 'const char16_t *' : 'const char *',
    user: 'void *',
    seen: word,
    state: word,
    atrLength: word,
    // 36 of which 33 can be used, except in pcsc-lite, which has no more.
    atr: koffi.array('uint8_t', platform === 'win32' ? 36 : 33),
  }
  return platform === 'darwin' ? koffi.pack(members) : koffi.struct(members)
}

const libraries: Partial<Record<NodeJS.Platform, string>> = {
  win32: 'winscard.dll',
  darwin: '/System/Library/Frameworks/PCSC.framework/PCSC',
}

interface RawState {
  name: string
  user: null
  seen: number | bigint
  state: number | bigint
  atrLength: number | bigint
  atr: ArrayLike<number>
}

type Whole = number | bigint

/** PC/SC's calls as koffi gives them. */
interface Calls {
  readonly establish: (scope: number, reserved1: null, reserved2: null, context: Whole[]) => Whole
  readonly list: (context: Whole, groups: null, names: Buffer | null, length: Whole[]) => Whole
  readonly change: {
    readonly async: (
      context: Whole,
      ms: number,
      states: RawState[],
      count: number,
      done: (error: unknown, code: Whole) => void,
    ) => void
  }
  readonly cancel: (context: Whole) => Whole
  readonly release: (context: Whole) => Whole
}

const load = (platform: NodeJS.Platform): Calls => {
  const library = koffi.load(libraries[platform] ?? 'libpcsclite.so.1')
  const word = platform === 'linux' ? 'unsigned long' : 'uint32_t'
  const context = platform === 'darwin' ? 'int32_t' : 'intptr_t'
  const wide = platform === 'win32' ? 'W' : ''
  const states = koffi.inout(koffi.pointer(stateLayout(platform)))
  return {
    establish: library.func('__stdcall', 'SCardEstablishContext', word, [
      word,
      'void *',
      'void *',
      koffi.out(koffi.pointer(context)),
    ]),
    list: library.func('__stdcall', `SCardListReaders${wide}`, word, [
      context,
      'void *',
      'void *',
      koffi.inout(koffi.pointer(word)),
    ]),
    change: library.func('__stdcall', `SCardGetStatusChange${wide}`, word, [context, word, states, word]),
    cancel: library.func('__stdcall', 'SCardCancel', word, [context]),
    release: library.func('__stdcall', 'SCardReleaseContext', word, [context]),
  }
}

/** Signed or not, 32 bits or 64: the code as PC/SC's headers write it. */
const codeOf = (code: Whole): number => Number(code) >>> 0

/** PC/SC's name of a code; the code itself in hex where this room has no use for its name. */
export const nameOf = (code: number): string => names[code] ?? `0x${code.toString(16).padStart(8, '0')}`

const failure = (code: number): Error => {
  const name = nameOf(code)
  return Object.assign(new Error(name), { code: name })
}

const check = (code: Whole): void => {
  if (codeOf(code) !== 0) throw failure(codeOf(code))
}

/** Null-terminated texts, one after the other. */
const textsOf = (bytes: Buffer, isWide: boolean): readonly string[] =>
  bytes
    .toString(isWide ? 'utf16le' : 'utf8')
    .split('\0')
    .filter((name) => name !== '')

const rawOf = ({ name, seen }: Pick<ReaderLook, 'name' | 'seen'>, atrRoom: number): RawState => ({
  name,
  user: null,
  seen,
  state: 0,
  atrLength: 0,
  atr: new Uint8Array(atrRoom),
})

const lookOf = ({ name, seen, state, atr, atrLength }: RawState): ReaderLook => ({
  name,
  seen: codeOf(seen),
  state: codeOf(state),
  atr: Uint8Array.from(atr).slice(0, Number(atrLength)),
})

let calls: Calls | undefined

/** Opens a line to the service; throws when it is not there. */
export const openService = (): ServiceContext => {
  const { platform } = process
  calls ??= load(platform)
  const { establish, list, change, cancel, release } = calls
  const isWide = platform === 'win32'
  const handle: Whole[] = [0]
  check(establish(scopeOfSystem, null, null, handle))
  const context = handle[0] ?? 0
  let pluggedSeen = 0
  let waiting: Promise<unknown> = Promise.resolve()

  const waitFor = (states: RawState[], ms: number): Promise<number> =>
    new Promise((resolve, reject) =>
      change.async(context, ms, states, states.length, (error, code) =>
        error === null || error === undefined ? resolve(codeOf(code)) : reject(error),
      ),
    )

  return {
    readers() {
      const length: Whole[] = [0]
      const asked = codeOf(list(context, null, null, length))
      if (names[asked] === 'NoReadersAvailable') return []
      check(asked)
      const bytes = Buffer.alloc(Number(length[0] ?? 0) * (isWide ? 2 : 1))
      const answered = codeOf(list(context, null, bytes, length))
      if (names[answered] === 'NoReadersAvailable') return []
      check(answered)
      return textsOf(bytes, isWide)
    },
    async wait(looks, ms) {
      const atrRoom = isWide ? 36 : 33
      const states = [{ name: plugAndPlay, seen: pluggedSeen }, ...looks].map((look) => rawOf(look, atrRoom))
      const wait = waitFor(states, ms)
      waiting = wait.catch(() => undefined)
      const code = await wait
      if (names[code] === 'Timeout') return false
      check(code)
      const [plugged, ...readers] = states.map(lookOf)
      pluggedSeen = plugged?.state ?? 0
      return readers
    },
    close() {
      cancel(context)
      // The library may not lose its line while a wait stands on it.
      void waiting.then(() => release(context))
    },
  }
}
