import iconv from 'iconv-lite'
import { fail, ok, type Result } from '../../../preload/contract/result.ts'
import { decodeUploadReply } from '../layouts/smallReplyLayouts.ts'
import { withHandInFile } from './handInFile.ts'
import { bufferOf, type LibrarySession } from './librarySession.ts'

/** Room for the size and the count that the data centre says it has received. */
const numberRoom = 16

const numberCell = (value: number): Uint8Array => {
  const cell = Buffer.alloc(numberRoom)
  cell.write(String(value), 'latin1')
  return cell
}

const numberIn = (cell: number | Uint8Array | undefined): number | null => {
  if (!(cell instanceof Uint8Array)) return null
  const text = Buffer.from(cell).toString('latin1').replace(/\0.*$/s, '').trim()
  return /^\d{1,9}$/.test(text) ? Number(text) : null
}

/** A path as Windows programs of old take it: in the system's own code page, which in Taiwan is Big5. Null when it has no place there. */
const pathBytes = (path: string): Buffer | null => {
  if (process.platform !== 'win32') return Buffer.from(path)
  const bytes = iconv.encode(path, 'cp950')
  return iconv.decode(bytes, 'cp950') === path ? bytes : null
}

/** `<REC>` elements of an upload file (facts/nhi-card.md §4.3). */
const recordsIn = (xml: Uint8Array): number => Buffer.from(xml).toString('latin1').match(/<REC>/g)?.length ?? 0

const sendFile = async (session: LibrarySession, path: Buffer, xml: Uint8Array): Promise<Result<string>> => {
  const given = [path, numberCell(xml.length), numberCell(recordsIn(xml)), 50]
  const answer = await session.ask('csUploadData', given)
  if (!answer.ok) return answer
  const [size, , reply] = answer.value.outputs
  if (numberIn(size) !== xml.length) {
    return fail('NHI_BAD_REPLY', { retryable: true, details: { reason: 'received-size', received: numberIn(size) } })
  }
  const receipt = decodeUploadReply(reply instanceof Uint8Array ? reply : bufferOf({ status: 0, outputs: [] }))
  if (!receipt.ok) return receipt
  const { receivedAt, hospitalId, samId } = receipt.value
  // As the operation code of the Web API is made up: moment, clinic, SAM.
  return ok(`${receivedAt}${hospitalId}${samId}`)
}

/** Hands records in by csUploadData, which takes a file. */
export const uploadFile = (
  session: LibrarySession,
  xml: Uint8Array,
  folder: string,
): Promise<Result<{ readonly opcode: string }>> =>
  withHandInFile(folder, xml, async (file) => {
    const path = pathBytes(file)
    if (path === null) return fail('CONTROL_REFUSED', { details: { statusCode: null, reason: 'temporary-path' } })
    const sent = await sendFile(session, path, xml)
    return sent.ok ? ok({ opcode: sent.value }) : sent
  })
