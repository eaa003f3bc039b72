/** One thing that was asked of the disk, in order. `said`: a line on standard output, by then the writer calls a transaction safe. */
export type DiskEvent =
  | { readonly op: 'write'; readonly file: string; readonly offset: number; readonly data: Buffer }
  | { readonly op: 'truncate'; readonly file: string; readonly length: number }
  | { readonly op: 'sync'; readonly file: string }
  | { readonly op: 'unlink'; readonly file: string }
  | { readonly op: 'said'; readonly text: string }

const headBytes = 14

/** Reads what `recorder.c` has written down; a piece at the end that was cut off by the kill is left out. */
export const readEvents = (log: Buffer): readonly DiskEvent[] => {
  const names: string[] = []
  const events: DiskEvent[] = []
  for (let at = 0; at + headBytes <= log.length; ) {
    const op = String.fromCharCode(log[at] ?? 0)
    const file = names[log[at + 1] ?? 0] ?? ''
    const offset = Number(log.readBigUInt64LE(at + 2))
    const length = log.readUInt32LE(at + 10)
    const data = log.subarray(at + headBytes, at + headBytes + length)
    if (data.length < length) break
    at += headBytes + length
    if (op === 'O') names.push(data.toString('utf8'))
    else if (op === 'W') events.push({ op: 'write', file, offset, data })
    else if (op === 'T') events.push({ op: 'truncate', file, length: offset })
    else if (op === 'S') events.push({ op: 'sync', file })
    else if (op === 'U') events.push({ op: 'unlink', file })
    else if (op === 'A') events.push({ op: 'said', text: data.toString('latin1') })
    else throw new Error(`no such entry: ${op}`)
  }
  return events
}

/** What the power cut did to a write that no sync has confirmed. */
export type Fate = 'lost' | 'whole' | { readonly firstBytes: number }

export interface CutOptions {
  /** The power goes before this event. */
  readonly before: number
  /** Decides over each unconfirmed write of `length` bytes (0: a change of length, which is lost or whole). */
  readonly fate: (length: number) => Fate
  /** A disk that answers a sync without doing it. */
  readonly lies?: boolean
}

/** A file that grows by many small writes. */
interface Content {
  bytes: Buffer
  length: number
}

const grow = (content: Content, length: number): void => {
  if (content.bytes.length < length) {
    const larger = Buffer.alloc(Math.max(length, 2 * content.bytes.length))
    content.bytes.copy(larger, 0, 0, content.length)
    content.bytes = larger
  }
  content.length = Math.max(content.length, length)
}

const apply = (content: Content, event: DiskEvent, fate: Fate): void => {
  if (fate === 'lost') return
  if (event.op === 'truncate') {
    grow(content, event.length)
    content.bytes.fill(0, event.length)
    content.length = event.length
  }
  if (event.op === 'write') {
    const data = fate === 'whole' ? event.data : event.data.subarray(0, fate.firstBytes)
    grow(content, event.offset + data.length)
    data.copy(content.bytes, event.offset)
  }
}

/**
 * What lies on the disk after the power went at a moment: of each file everything up to its last sync, and of what was asked after it some
 * lost, some whole, some torn, in any combination, because a disk may write in any order until it is told to sync. A file that was
 * unlinked is gone with the next sync of any file: file systems with a journal (NTFS, ext4, XFS, APFS) write their own changes in order.
 */
export const diskAfter = (
  events: readonly DiskEvent[],
  { before, fate, lies = false }: CutOptions,
): ReadonlyMap<string, Buffer> => {
  const happened = events.slice(0, before)
  const lastSync = new Map<string, number>()
  if (!lies) for (const [index, event] of happened.entries()) if (event.op === 'sync') lastSync.set(event.file, index)
  const disk = new Map<string, Content>()
  const anySync = lies ? -1 : happened.findLastIndex(({ op }) => op === 'sync')
  for (const [index, event] of happened.entries()) {
    if (event.op === 'unlink' && (index < anySync || fate(0) === 'whole')) disk.delete(event.file)
    if (event.op !== 'write' && event.op !== 'truncate') continue
    const isConfirmed = index < (lastSync.get(event.file) ?? -1)
    const content = disk.get(event.file) ?? { bytes: Buffer.alloc(0), length: 0 }
    disk.set(event.file, content)
    const length = event.op === 'write' ? event.data.length : 0
    apply(content, event, isConfirmed ? 'whole' : fate(length))
  }
  return new Map([...disk].map(([file, { bytes, length }]) => [file, bytes.subarray(0, length)]))
}
