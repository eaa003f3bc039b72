import type { DiskEvent } from './journal.ts'

type Change = Extract<DiskEvent, { kind: 'written' | 'truncated' }>
type NameChange = { readonly path: string; readonly file: number | null }

/** How the power goes. Chances are 0 … 1. */
export interface PowerCut {
  /** 0 ≤ x < 1. */
  readonly random: () => number
  /** Bytes that a disk writes whole or not at all. */
  readonly sectorBytes: 512 | 4096
  /** Chance of each sector that was written and not synced to have reached the disk, in any order. */
  readonly kept: number
}

/** A disk that has promised nothing but what was synced. */
export interface LosingDisk {
  apply(event: DiskEvent): void
  /** Files by path, as they are found after the power went at this moment. */
  cut(how: PowerCut): ReadonlyMap<string, Buffer>
}

const grown = (bytes: Buffer, length: number): Buffer =>
  bytes.byteLength >= length ? bytes : Buffer.concat([bytes, Buffer.alloc(length - bytes.byteLength)])

const changed = (content: Buffer, change: Change): Buffer => {
  if (change.kind === 'truncated') return Buffer.from(grown(content, change.length).subarray(0, change.length))
  const after = grown(content, change.offset + change.bytes.byteLength)
  change.bytes.copy(after, change.offset)
  return after
}

/** The write in pieces that end where sectors do. */
const sectors = (write: Extract<Change, { kind: 'written' }>, sectorBytes: number): readonly Change[] => {
  const pieces: Change[] = []
  const end = write.offset + write.bytes.byteLength
  for (let from = write.offset; from < end; ) {
    const to = Math.min(end, (Math.floor(from / sectorBytes) + 1) * sectorBytes)
    const bytes = write.bytes.subarray(from - write.offset, to - write.offset)
    pieces.push({ kind: 'written', file: write.file, offset: from, bytes })
    from = to
  }
  return pieces
}

interface Kept {
  synced: Buffer
  unsynced: Change[]
}

/**
 * Plays a journal on a disk. Content lasts once its file was synced. Names last in their order: up to a file's own once the file was
 * synced, all of them once a folder was; of the others a beginning that chance picks. `liesAboutSync`: a disk that says it has
 * synced and hasn't.
 */
export const losingDisk = (options: { readonly liesAboutSync?: boolean } = {}): LosingDisk => {
  const files = new Map<number, Kept>()
  const folders = new Set<number>()
  const names = new Map<string, number>()
  let unsyncedNames: NameChange[] = []
  const now = new Map<string, number>()

  const change = (path: string, file: number | null): void => {
    if (file === null) now.delete(path)
    else now.set(path, file)
    unsyncedNames.push({ path, file })
  }
  const settle = (count: number): void => {
    for (const { path, file } of unsyncedNames.slice(0, count)) {
      if (file === null) names.delete(path)
      else names.set(path, file)
    }
    unsyncedNames = unsyncedNames.slice(count)
  }
  const keptOf = (file: number): Kept => {
    const kept = files.get(file) ?? { synced: Buffer.alloc(0), unsynced: [] }
    files.set(file, kept)
    return kept
  }
  const sync = (file: number): void => {
    if (folders.has(file)) {
      settle(unsyncedNames.length)
      return
    }
    const kept = keptOf(file)
    kept.synced = kept.unsynced.reduce(changed, kept.synced)
    kept.unsynced = []
    settle(unsyncedNames.findLastIndex((each) => each.file === file) + 1)
  }

  const apply = (event: DiskEvent): void => {
    switch (event.kind) {
      case 'named':
        if (event.isFolder) folders.add(event.file)
        else if (now.get(event.path) !== event.file) change(event.path, event.file)
        return
      case 'written':
      case 'truncated':
        keptOf(event.file).unsynced.push(event)
        return
      case 'synced':
        if (options.liesAboutSync !== true) sync(event.file)
        return
      case 'removed':
        change(event.path, null)
        return
      case 'renamed': {
        const file = now.get(event.from)
        if (file === undefined) throw new Error('a file nobody has opened was renamed')
        change(event.from, null)
        change(event.to, file)
        return
      }
      case 'said':
        return
    }
  }

  const contentAfter = (kept: Kept, { random, sectorBytes, kept: chance }: PowerCut): Buffer =>
    kept.unsynced
      .flatMap((each) => (each.kind === 'written' ? sectors(each, sectorBytes) : [each]))
      .filter(() => random() < chance)
      .reduce(changed, Buffer.from(kept.synced))

  const cut = (how: PowerCut): ReadonlyMap<string, Buffer> => {
    const found = new Map(names)
    const lasted = Math.floor(how.random() * (unsyncedNames.length + 1))
    for (const { path, file } of unsyncedNames.slice(0, lasted)) {
      if (file === null) found.delete(path)
      else found.set(path, file)
    }
    return new Map([...found].map(([path, file]) => [path, contentAfter(keptOf(file), how)]))
  }
  return { apply, cut }
}
