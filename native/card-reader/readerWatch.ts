import type { PcscListener, ReaderReport } from './pcsc.ts'
import { pcscCodeOf } from './pcscErrors.ts'
import { type ReaderLook, type ServiceContext, stateFlag } from './winscard.ts'

/** Windows looks at ten at once (MAXIMUM_SMARTCARD_READERS), one of which is the pseudo-reader for plug and play. */
export const mostWatched = 9
/** The list is asked for at least this often, should plug and play have told nothing. */
const lookMs = 2_000

export interface ReaderWatch {
  start(listener: PcscListener): void
  stop(): void
  watchFirst(names: readonly string[]): void
}

const has = (state: number, flag: keyof typeof stateFlag): boolean => (state & stateFlag[flag]) !== 0

const reportOf = ({ name, state, atr }: ReaderLook): ReaderReport => {
  const present = has(state, 'present')
  return {
    name,
    present,
    atr: present && atr.length > 0 ? Buffer.from(atr).toString('hex').toUpperCase() : null,
    stay: state >>> 16,
    watched: true,
  }
}

const unwatched = (name: string): ReaderReport => ({ name, present: false, atr: null, stay: 0, watched: false })

/** Those of the readers to watch: the wanted ones, then those watched already, then the others as the service names them. */
const chooseWatched = (
  names: readonly string[],
  first: readonly string[],
  watched: ReadonlyMap<string, unknown>,
): ReadonlySet<string> => {
  const rank = (name: string): number => {
    const wanted = first.indexOf(name)
    if (wanted >= 0) return wanted - 2 * first.length
    const begun = first.findIndex((one) => name.startsWith(one))
    if (begun >= 0) return begun - first.length
    return watched.has(name) ? 0 : 1
  }
  return new Set(names.toSorted((a, b) => rank(a) - rank(b)).slice(0, mostWatched))
}

/** Watches every reader of the service, up to the most the system allows, and tells which are beyond. */
export const createReaderWatch = (open: () => ServiceContext): ReaderWatch => {
  let first: readonly string[] = []
  let current: ServiceContext | null = null

  const follow = async (service: ServiceContext, listener: PcscListener): Promise<void> => {
    const told = new Map<string, string>()
    const seen = new Map<string, number>()
    const isCurrent = (): boolean => current === service

    const tell = (report: ReaderReport): void => {
      const text = JSON.stringify(report)
      if (told.get(report.name) === text) return
      told.set(report.name, text)
      listener.onReader(report)
    }
    const forget = (name: string): void => {
      if (told.delete(name)) listener.onGone(name)
    }
    const take = (look: ReaderLook): void => {
      seen.set(look.name, look.state & ~stateFlag.changed)
      // It went between the list and the look, or the service names a reader that it can't have. What was seen of it is kept: asked
      // about as one never seen, it would end every wait at once for as long as it is named.
      if (has(look.state, 'unknown') || has(look.state, 'unavailable')) forget(look.name)
      else tell(reportOf(look))
    }
    const list = (): void => {
      const names = service.readers()
      for (const name of told.keys()) if (!names.includes(name)) forget(name)
      const watched = chooseWatched(names, first, seen)
      for (const name of seen.keys()) if (!watched.has(name)) seen.delete(name)
      for (const name of names) {
        if (!watched.has(name)) tell(unwatched(name))
        else if (!seen.has(name)) seen.set(name, 0)
      }
    }

    while (isCurrent()) {
      list()
      const looks = await service.wait(
        [...seen].map(([name, state]) => ({ name, seen: state })),
        lookMs,
      )
      if (isCurrent() && looks !== false) looks.forEach(take)
      if (isCurrent()) listener.onBeat()
    }
  }

  return {
    start(listener) {
      const service = open()
      current = service
      follow(service, listener).catch((error: unknown) => {
        if (current !== service) return
        current = null
        service.close()
        listener.onFailure(pcscCodeOf(error))
      })
    },
    stop() {
      const stopping = current
      current = null
      stopping?.close()
    },
    watchFirst(names) {
      first = names
    },
  }
}
