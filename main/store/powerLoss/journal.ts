/** What a process did to files, in its order (recorder.c). `said` is its standard output. */
export type DiskEvent =
  | { readonly kind: 'named'; readonly file: number; readonly path: string; readonly isFolder: boolean }
  | { readonly kind: 'written'; readonly file: number; readonly offset: number; readonly bytes: Buffer }
  | { readonly kind: 'truncated'; readonly file: number; readonly length: number }
  | { readonly kind: 'synced'; readonly file: number }
  | { readonly kind: 'removed'; readonly path: string }
  | { readonly kind: 'renamed'; readonly from: string; readonly to: string }
  | { readonly kind: 'said'; readonly text: string }

const headBytes = 24
const truncatedKind = 3

const eventOf = (kind: number, file: number, offset: number, bytes: Buffer): DiskEvent => {
  const text = bytes.toString('utf8')
  switch (kind) {
    case 1:
      return { kind: 'named', file, path: text, isFolder: offset === 1 }
    case 2:
      return { kind: 'written', file, offset, bytes }
    case truncatedKind:
      return { kind: 'truncated', file, length: offset }
    case 4:
      return { kind: 'synced', file }
    case 5:
      return { kind: 'removed', path: text }
    case 6: {
      const [from = '', to = ''] = text.split('\0')
      return { kind: 'renamed', from, to }
    }
    case 7:
      return { kind: 'said', text }
    default:
      throw new Error(`the journal has a record of kind ${kind}`)
  }
}

/** Reads a journal; its last record is left out where the process was killed while writing it. */
export const readJournal = (journal: Buffer): readonly DiskEvent[] => {
  const events: DiskEvent[] = []
  for (let at = 0; at + headBytes <= journal.byteLength; ) {
    const length = Number(journal.readBigUInt64LE(at + 16))
    const end = at + headBytes + length
    if (end > journal.byteLength) break
    const offset = Number(journal.readBigUInt64LE(at + 8))
    events.push(
      eventOf(journal.readUInt32LE(at), journal.readUInt32LE(at + 4), offset, journal.subarray(at + headBytes, end)),
    )
    at = end
  }
  return events
}
