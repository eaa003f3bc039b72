import { CompiledQuery } from 'kysely'
import type { Price } from '../../../preload/contract/money/pricing.ts'
import type { Diagnosis } from '../../../preload/contract/orders/order.ts'
import type { CardWriteState, VisitState } from '../../../preload/contract/visit/visit.ts'
import type { EncounterId } from '../../../preload/contract/words.ts'
import type { RecordedOrder } from '../../domain/visit/visitRecord.ts'
import type { ReadDb, WriteTx } from '../handles.ts'
import { insertRows } from '../insertRows.ts'
import { chargeRows } from '../money/chargeRows.ts'
import type { NhiOrderTable } from '../schema.ts'
import {
  type EncounterSerial,
  type EncounterSummary,
  newConsultation,
  newRow,
  type Payment,
  serialColumns,
  type VisitDraft,
} from './encounterRecord.ts'

/** Registers a visit: nothing priced or paid yet, and nothing typed, unless it comes with a draft. */
export const insert = async (tx: WriteTx, encounter: EncounterSummary, draft?: VisitDraft): Promise<void> => {
  await insertRows(tx, 'encounter', [newRow(encounter)])
  await insertRows(tx, 'consultation', [newConsultation(encounter, draft)])
}

/** Keeps what the NHI gave for a visit. */
export const setSerial = async (tx: WriteTx, id: EncounterId, serial: EncounterSerial): Promise<void> => {
  await tx.updateTable('encounter').set(serialColumns(serial)).where('id', '=', id).execute()
}

export const setExceptionCode = async (tx: WriteTx, id: EncounterId, code: string | null): Promise<void> => {
  await tx.updateTable('encounter').set({ exception_code: code }).where('id', '=', id).execute()
}

/** Who is to see a visit that waits, and where; false, and nothing changed, when it doesn't wait any more. */
export const setDoctor = async (
  tx: WriteTx,
  id: EncounterId,
  to: Pick<EncounterSummary, 'practitionerId' | 'practitionerName' | 'department' | 'roomId' | 'roomName'>,
): Promise<boolean> => {
  const { numUpdatedRows } = await tx
    .updateTable('encounter')
    .set({
      practitioner_id: to.practitionerId,
      practitioner_name: to.practitionerName,
      department: to.department,
      room_id: to.roomId,
      room_name: to.roomName,
    })
    .where('id', '=', id)
    .where('state', '=', 'waiting')
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** Gives a visit that stands in a state another 部分負擔代號; false, and nothing changed, if it stands elsewhere. */
export const setCopayment = async (
  tx: WriteTx,
  id: EncounterId,
  state: VisitState,
  copaymentCode: string,
): Promise<boolean> => {
  const { numUpdatedRows } = await tx
    .updateTable('encounter')
    .set({ copayment_code: copaymentCode })
    .where('id', '=', id)
    .where('state', '=', state)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** Moves a visit on if it stands in one of `from`; false, and nothing changed, if it doesn't. */
export const setState = async (
  tx: WriteTx,
  id: EncounterId,
  from: readonly VisitState[],
  to: Exclude<VisitState, 'closed'>,
): Promise<boolean> => {
  const { numUpdatedRows } = await tx
    .updateTable('encounter')
    .set({ state: to })
    .where('id', '=', id)
    .where('state', 'in', from)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** The visits in one of these states, by which a change of their consultation is limited. */
const encountersIn = (tx: WriteTx, id: EncounterId, states: readonly VisitState[]) =>
  tx.selectFrom('encounter').select('id').where('id', '=', id).where('state', 'in', states)

/** Keeps what the doctor has typed; false, and nothing changed, outside the consultation. */
export const saveDraft = async (tx: WriteTx, id: EncounterId, draft: VisitDraft, savedAt: number): Promise<boolean> => {
  const { numUpdatedRows } = await tx
    .updateTable('consultation')
    .set({ draft: JSON.stringify(draft), draft_saved_at: savedAt })
    .where('encounter_id', 'in', encountersIn(tx, id, ['in-consultation']))
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** What a draft begins with that nobody has typed; one that was kept since stays. */
export const beginDraft = async (tx: WriteTx, id: EncounterId, draft: VisitDraft): Promise<void> => {
  await tx
    .updateTable('consultation')
    .set({ draft: JSON.stringify(draft) })
    .where('encounter_id', '=', id)
    .where('draft_saved_at', 'is', null)
    .execute()
}

/** When the draft of a visit was last kept; null: never, or there is no such visit. */
export const draftSavedAt = async (db: ReadDb, id: EncounterId): Promise<number | null> => {
  const row = await db
    .selectFrom('consultation')
    .select('draft_saved_at')
    .where('encounter_id', '=', id)
    .executeTakeFirst()
  return row?.draft_saved_at ?? null
}

/** Keeps the price of a visit that is not closed yet, or takes it away. */
export const setPriced = async (tx: WriteTx, id: EncounterId, price: Price | null): Promise<void> => {
  await tx
    .updateTable('consultation')
    .set({ price: price === null ? null : JSON.stringify(price) })
    .where('encounter_id', 'in', encountersIn(tx, id, ['waiting', 'in-consultation', 'to-pay']))
    .execute()
}

export const setCardWrite = async (tx: WriteTx, id: EncounterId, cardWrite: CardWriteState): Promise<void> => {
  await tx.updateTable('encounter').set({ card_write: cardWrite }).where('id', '=', id).execute()
}

/** Keeps 處方簽章 that came after the visit was closed. */
export const setOrderSignatures = async (
  tx: WriteTx,
  id: EncounterId,
  signatures: readonly { readonly line: number; readonly signature: string }[],
): Promise<void> => {
  for (const { line, signature } of signatures) {
    await tx
      .updateTable('nhi_order')
      .set({ signature })
      .where('encounter_id', '=', id)
      .where('line', '=', line)
      .execute()
  }
}

/** A visit as it is closed. */
export interface EncounterClosing {
  readonly encounterId: EncounterId
  readonly closedAt: number
  readonly exceptionCode: string | null
  readonly cardWrite: CardWriteState
  /** The price kept by `setPriced`; its lines become the charge rows. */
  readonly price: Price
  readonly paid: Payment
  /** The main one first. */
  readonly diagnoses: readonly Diagnosis[]
  readonly orders: readonly RecordedOrder[]
}

const orderRow = (encounterId: string, order: RecordedOrder): NhiOrderTable => ({
  encounter_id: encounterId,
  line: order.line,
  kind: order.kind,
  code: order.code,
  name: order.name,
  dose: order.dose,
  unit: order.unit,
  frequency: order.frequency,
  route: order.route,
  days: order.days,
  quantity: order.quantity,
  site: order.site,
  signature: order.signature,
})

/** As text: the patient waits at the desk, and building the statement takes longer than SQLite does. */
const closeRow = `UPDATE encounter SET state = 'closed', closed_at = ?, exception_code = ?, card_write = ?, paid = ?
  WHERE id = ? AND state = 'to-pay'`

/** Closes a visit that waits to be paid, and writes its rows; false, and nothing written, when it stands elsewhere. */
export const close = async (tx: WriteTx, closing: EncounterClosing): Promise<boolean> => {
  const { encounterId, closedAt, exceptionCode, cardWrite, paid } = closing
  const query = CompiledQuery.raw(closeRow, [closedAt, exceptionCode, cardWrite, JSON.stringify(paid), encounterId])
  const { numAffectedRows } = await tx.getExecutor().executeQuery(query)
  if (numAffectedRows !== 1n) return false
  await insertClosedRows(tx, closing)
  return true
}

/** The rows of a closed visit: diagnoses, orders, and what it cost. */
export const insertClosedRows = async (
  tx: WriteTx,
  closed: Pick<EncounterClosing, 'encounterId' | 'diagnoses' | 'orders' | 'price'>,
): Promise<void> => {
  const encounter_id = closed.encounterId
  await insertRows(
    tx,
    'diagnosis',
    closed.diagnoses.map(({ code, nameZh, nameEn }, index) => ({
      encounter_id,
      line: index + 1,
      code,
      name_zh: nameZh,
      name_en: nameEn,
    })),
  )
  await insertRows(
    tx,
    'nhi_order',
    closed.orders.map((order) => orderRow(encounter_id, order)),
  )
  await insertRows(tx, 'charge', chargeRows(encounter_id, closed.price))
}
