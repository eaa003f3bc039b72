import { hash } from 'node:crypto'
import { openConnection } from '../../../main/store/sqliteConnection.ts'
import { syntheticOutboxRow } from '../../../main/store/syntheticRecords.ts'

export interface ClinicHistory {
  /** How many visits there are in the end; the last is minutes old. */
  readonly visits: number
  /** Which of them are written, the second one not included; all where it is left out. */
  readonly part?: readonly [number, number]
  /** Of these, the newest ones whose record for the NHI still waits; their deadline is twenty hours away. */
  readonly waiting: number
}

const visitsADay = 200
/** Queue numbers run on over days, because the day of a visit hangs on the hour at which it is written; these are never used twice in one. */
export const highestQueueNumber = 3 * visitsADay
/** The newest visits, of yesterday and today at the most: what lies behind them may have been written on an earlier day. */
export const recentVisits = 2 * visitsADay
const hourMs = 3_600_000

/**
 * Writes years of closed visits into a store that has patients, by SQL alone and without waiting for the disk: no program may have
 * it open. Payloads of records that have long been received are short; nothing at a start reads them.
 */
export const writeHistory = (
  file: string,
  key: Uint8Array,
  { visits, part = [0, visits], waiting }: ClinicHistory,
): void => {
  const db = openConnection({ file, key, readonly: false, nativeBinding: undefined, busyTimeoutMs: 5_000 })
  db.pragma('synchronous = OFF')
  db.pragma('cache_size = -262144')
  db.pragma('wal_autocheckpoint = 50000')
  const { payload, payloadHash } = syntheticOutboxRow('any')
  const short = Buffer.from([0])
  const now = Date.now()
  const given = {
    visits,
    from: part[0],
    beyond: part[1],
    waiting,
    visitsADay,
    numbers: highestQueueNumber,
    now,
    hourMs,
    payload,
    payloadHash,
    short,
    shortHash: hash('sha256', short),
  }
  const numbers = `WITH RECURSIVE number (n) AS (SELECT @from UNION ALL SELECT n + 1 FROM number WHERE n + 1 < @beyond)`
  const id = (kind: number): string => `printf('%08x-0000-7000-8000-%012x', n, ${kind})`
  const at = `(@now - (@visits - n) * 24 * @hourMs / @visitsADay)`
  const isWaiting = `n >= @visits - @waiting`
  db.exec('BEGIN')
  db.prepare(
    `${numbers}, person (place, id) AS MATERIALIZED (SELECT row_number() OVER () - 1, id FROM patient)
     INSERT INTO encounter (id, patient_id, day, queue_number, session, practitioner_id, practitioner_name, room_id, room_name,
       treatment_item, copayment_code, state, registered_at, treatment_date_time, visit_sequence_number, treatment_number,
       security_signature, sam_id, hospital_id, same_day, card_number, card_write, closed_at, version)
     SELECT ${id(1)}, person.id, date((${at} + 8 * @hourMs) / 1000, 'unixepoch'), n % @numbers + 1, 'morning',
       'dr-1', '許示範', '1', '一診', '01', 'A30', 'closed', ${at}, '1151120120000', '0007', printf('%020d', n),
       hex(zeroblob(128)), '000000000001', '3531020884', 0, '900000000011', 'written', ${at}, 1
     FROM number JOIN person ON person.place = n % (SELECT count(*) FROM person)`,
  ).run(given)
  db.prepare(
    `${numbers}
     INSERT INTO outbox (id, target, aggregate_id, sequence, kind, schema_version, payload_hash, due_at, next_try_at, tries, state,
       idempotency_key, last_code, reference, receipt_at, field_errors)
     SELECT ${id(2)}, 'nhi-upload', ${id(1)}, 1, 'visit', 1, iif(${isWaiting}, @payloadHash, @shortHash),
       iif(${isWaiting}, @now + 20 * @hourMs + n, ${at} + 24 * @hourMs), 0, iif(${isWaiting}, 0, 2),
       iif(${isWaiting}, 'waiting', 'accepted'), ${id(3)}, iif(${isWaiting}, NULL, '0000'), iif(${isWaiting}, NULL, printf('%040d', n)),
       iif(${isWaiting}, NULL, ${at} + @hourMs), '[]'
     FROM number`,
  ).run(given)
  db.prepare(
    `${numbers}
     INSERT INTO outbox_payload (outbox_id, number, packed)
     SELECT ${id(2)}, 1, iif(${isWaiting}, @payload, @short) FROM number`,
  ).run(given)
  db.exec('COMMIT')
  db.pragma('wal_checkpoint(TRUNCATE)')
  db.close()
}
