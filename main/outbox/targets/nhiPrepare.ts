import type { NhiControlPort } from '../../../native/nhi-control/port.ts'
import type { Result } from '../../../preload/contract/result.ts'
import type { OutboxRow, SendOutcome } from '../../domain/upload/outboxRow.ts'
import type { PackedText } from '../../store/packedText.ts'
import { mayHaveBeenSentCode } from '../catchUp/doubtUnsent.ts'
import type { CardlessIdentifier } from '../mappers/nhi/nhiRecordMapper.ts'
import { nhiRecordErrors } from '../mappers/nhi/nhiRecordRules.ts'
import { type NhiUploadPayload, NhiUploadPayloadSchema, withIssuedIdentifier } from '../mappers/payloads.ts'
import { openPayload, packedPayload, unsendable } from '../payload/openPayload.ts'
import type { IssuedBefore } from './issuedBefore.ts'
import { type NhiFailure, nhiFailure, personRefusal } from './nhiFailure.ts'
import type { NhiItem } from './nhiHandIn.ts'

/** `lastCode` of records that break the format's own rules; the fields say which. */
export const recordInvalidCode = 'RECORD_INVALID'
/** `lastCode` of a deletion whose record was refused before it had a treatment number: the NHI never had anything to delete. */
export const nothingToDeleteCode = 'NOTHING_TO_DELETE'

const notKept = (code: string): SendOutcome => ({ type: 'retry', code, retryAfterMs: null })

/** A row whose record is complete, one that still needs its card-less treatment number, or one that cannot go. */
export type PreparedRow =
  | { readonly type: 'complete'; readonly item: NhiItem }
  | { readonly type: 'needs-identifier'; readonly row: OutboxRow; readonly payload: NhiUploadPayload }
  | { readonly type: 'done'; readonly row: OutboxRow; readonly outcome: SendOutcome }

const checked = (row: OutboxRow, payload: NhiUploadPayload): PreparedRow => {
  const fieldErrors = nhiRecordErrors(payload.record, 'sending').slice(0, 500)
  return fieldErrors.length === 0
    ? { type: 'complete', item: { row, record: payload.record } }
    : { type: 'done', row, outcome: { type: 'unsendable', code: recordInvalidCode, fieldErrors } }
}

/** Opens a row's payload and checks its record by the format's rules, before anything is sent. */
export const prepareRow = (row: OutboxRow): PreparedRow => {
  const opened = openPayload(row, NhiUploadPayloadSchema)
  if (!opened.ok) return { type: 'done', row, outcome: opened.outcome }
  const payload = opened.value
  return payload.needsCardlessIdentifier ? { type: 'needs-identifier', row, payload } : checked(row, payload)
}

export interface IdentifierOptions {
  readonly port: Pick<NhiControlPort, 'treatmentNumberWithoutCard' | 'open'>
  /** The treatment number that an earlier row of the same visit was given. */
  readonly issuedBefore: (row: OutboxRow) => Promise<IssuedBefore>
  /** Writes the completed payload down; only then may the record be sent. */
  readonly keepPayload: (id: string, payload: PackedText, payloadHash: string) => Promise<Result<null>>
}

export interface IdentifiedRow {
  readonly prepared: PreparedRow
  /** Set when the NHI could not be asked, so that asking for the next row is of no use now. */
  readonly failure: NhiFailure | null
}

/**
 * Gets the 就醫識別碼 of an exception and keeps it with the row. An amended or deleted one has the number its earlier row was given,
 * because the number is what the NHI knows the record by; else one is issued by the SAM alone (TreatmentNumber/NoCard). When the
 * reply is lost, or the PC dies before it is kept, another number is asked for: harmless, as no record has gone out under the first.
 * Where it was kept and is lost again, with the store's newest records, the row is set aside until a person says that it may go.
 */
export const issueIdentifier = async (
  options: IdentifierOptions,
  row: OutboxRow,
  payload: NhiUploadPayload,
): Promise<IdentifiedRow> => {
  const before = await options.issuedBefore(row)
  if (before !== null && before !== 'may-be-lost') return keepIdentifier(options, row, payload, before)
  const done = (outcome: SendOutcome): IdentifiedRow => ({ prepared: { type: 'done', row, outcome }, failure: null })
  const isDoubted = payload.identifierMayBeLost === true
  if (payload.record.H01 === 'D') {
    return done(unsendable(isDoubted || before !== null ? mayHaveBeenSentCode : nothingToDeleteCode))
  }
  // A doubted one was set aside; that it has a turn is a person's word that the NHI has nothing of it.
  if (before !== null && !isDoubted) {
    const { packed, payloadHash } = packedPayload({ ...payload, identifierMayBeLost: true })
    const kept = await options.keepPayload(row.id, packed, payloadHash)
    return done(kept.ok ? unsendable(mayHaveBeenSentCode) : notKept(kept.error.code))
  }
  const ask = () => options.port.treatmentNumberWithoutCard(payload.nationalId)
  let issued = await ask()
  if (!issued.ok) {
    const { remedy } = nhiFailure(issued.error)
    if (remedy === 'new-signature' || (remedy === 'open-control' && (await options.port.open()).ok))
      issued = await ask()
  }
  if (!issued.ok) {
    const person = personRefusal(issued.error)
    if (person !== null) return done(person)
    const failure = nhiFailure(issued.error)
    const isOfAll = failure.endpoint !== 'answered' || failure.holdMs !== null
    return { prepared: { type: 'done', row, outcome: failure.outcome }, failure: isOfAll ? failure : null }
  }
  return keepIdentifier(options, row, payload, issued.value)
}

const keepIdentifier = async (
  options: IdentifierOptions,
  row: OutboxRow,
  payload: NhiUploadPayload,
  identifier: CardlessIdentifier,
): Promise<IdentifiedRow> => {
  const complete = withIssuedIdentifier(payload, identifier)
  const { packed, payloadHash } = packedPayload(complete)
  const kept = await options.keepPayload(row.id, packed, payloadHash)
  if (!kept.ok) return { prepared: { type: 'done', row, outcome: notKept(kept.error.code) }, failure: null }
  return { prepared: checked({ ...row, payload: packed, payloadHash }, complete), failure: null }
}
