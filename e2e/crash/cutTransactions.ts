const headerBytes = 32
const frameHeaderBytes = 24

/**
 * Frames at the end of a WAL that belong to a transaction whose commit frame was never written: the program was killed in the
 * middle of writing it (sqlite.org/fileformat2.html §4). Frames of an earlier round of the file carry another salt and don't count.
 */
export const cutTransactions = (wal: Buffer): number => {
  if (wal.byteLength < headerBytes) return 0
  const frameBytes = frameHeaderBytes + wal.readUInt32BE(8)
  const salt = wal.subarray(16, 24)
  let open = 0
  for (let at = headerBytes; at + frameBytes <= wal.byteLength; at += frameBytes) {
    if (!wal.subarray(at + 8, at + 16).equals(salt)) break
    // The database's size in pages stands in a commit frame only.
    open = wal.readUInt32BE(at + 4) === 0 ? open + 1 : 0
  }
  return open
}
