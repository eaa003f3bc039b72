import { ok, type Result } from '../../../preload/contract/result.ts'
import type { OldUploads } from '../../../preload/contract/upload/outbox.ts'
import { readOldFile } from '../../outbox/mappers/nhi/oldFileReader.ts'

/** An upload file of format 1.0 that a person has chosen, read for looking at. Stores and sends nothing. */
export const readOldUploads = async (base64: string): Promise<Result<OldUploads>> => {
  const file = readOldFile(Buffer.from(base64, 'base64'))
  if (!file.ok) return ok({ records: [], fault: { kind: file.fault, record: file.record } })
  return ok({
    records: file.records.map(({ dataType, kind, visit, orders }) => ({
      dataType,
      kind,
      visit: { ...visit },
      orders: orders.map((order) => ({ ...order })),
    })),
    fault: null,
  })
}
