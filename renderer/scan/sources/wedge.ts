/** One key press as the keyboard tells it. */
export interface TimedPress {
  readonly key: string
  /** Milliseconds. */
  readonly at: number
  /** It belongs to an input method that is composing. */
  readonly isComposing: boolean
  /** Ctrl, Alt or the Windows key is held. */
  readonly isShortcut: boolean
  /** The key is held down, and the system repeats it. */
  readonly isRepeat: boolean
}

/** What a burst of keys came to. */
export type WedgeEvent =
  | { readonly kind: 'scan'; readonly text: string }
  /** As fast as a scanner, but an input method has taken the keys. */
  | { readonly kind: 'input-method' }

export interface Burst {
  readonly text: string
  readonly firstAt: number
  readonly lastAt: number
  /** Keys of the burst, also those an input method took. */
  readonly keys: number
  readonly composed: number
}

export const noBurst: Burst = { text: '', firstAt: 0, lastAt: Number.NEGATIVE_INFINITY, keys: 0, composed: 0 }

/**
 * Longest mean pause between the keys of a scanner. Scanners that act as a keyboard send a key every 1–20 ms; the fastest typists
 * need 60 ms.
 */
export const scannerPauseMs = 35
/** A single key may come later, when the PC is busy. */
const hiccupMs = 120
/** No person presses so many keys that fast; shorter bursts are rolled keys. */
const fewestKeys = 16

/** From so many keys on a burst is watched: rolled keys are fewer, and a scan that is being sent has told next to nothing yet. */
const fewestWatched = 4

const isAsFast = ({ keys, firstAt, lastAt }: Burst, fewest: number): boolean =>
  keys >= fewest && (lastAt - firstAt) / (keys - 1) <= scannerPauseMs
const isScan = (burst: Burst): boolean => isAsFast(burst, fewestKeys)

/** May become a scan: only its end tells. */
export const mayBeScan = (burst: Burst): boolean => isAsFast(burst, fewestWatched)

/**
 * Takes one key press in. `event` is told at the end of a scanner's burst, which is Enter or Tab; until then nobody knows, and
 * every key goes where it would have gone anyway.
 */
export const takePress = (
  burst: Burst,
  press: TimedPress,
): { readonly burst: Burst; readonly event: WedgeEvent | null } => {
  // A held Shift is how a scanner sends capitals; it is no key of its own.
  if (press.key === 'Shift' || press.key === 'CapsLock') return { burst, event: null }
  const before = press.at - burst.lastAt <= hiccupMs ? burst : noBurst
  const isEnd = press.key === 'Enter' || press.key === 'Tab'
  if (isEnd && !press.isShortcut && isScan(before)) {
    return {
      burst: noBurst,
      event: before.composed > 0 ? { kind: 'input-method' } : { kind: 'scan', text: before.text },
    }
  }
  const isText = [...press.key].length === 1 && !press.isShortcut && !press.isRepeat
  if (!isText && !press.isComposing) return { burst: noBurst, event: null }
  return {
    burst: {
      text: before.text + (press.isComposing ? '' : press.key),
      firstAt: before.keys === 0 ? press.at : before.firstAt,
      lastAt: press.at,
      keys: before.keys + 1,
      composed: before.composed + (press.isComposing ? 1 : 0),
    },
    event: null,
  }
}
