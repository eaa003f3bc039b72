import { openConnection } from '../../../main/store/sqliteConnection.ts'

/** One in so many visits begins a refill prescription, or had an appointment; one in so many appointments is missed. */
const refillEvery = 40
const bookedEvery = 3
const missedEvery = 10

/**
 * What reports count of the visits that lie in a store (`writeHistory`): charges, diagnoses, money, the moments of the queue, appointments
 * and refill prescriptions; by SQL alone, while no program has it open.
 */
export const writeCounted = (file: string, key: Uint8Array): void => {
  const db = openConnection({ file, key, readonly: false, nativeBinding: undefined, busyTimeoutMs: 5_000 })
  db.pragma('synchronous = OFF')
  db.pragma('cache_size = -262144')
  db.pragma('wal_autocheckpoint = 50000')
  const visit = (columns: string, where = 'TRUE'): string => `SELECT ${columns} FROM encounter WHERE ${where}`
  const appointment = `INSERT INTO appointment (id, day, session, at_minute, practitioner_id, number, patient_id, national_id, name, phone,
    source, state, note, cancel_reason, encounter_id, cloud_id, booked_at, booked_by, changed_at, version) `
  const booked = (id: string, number: string, state: string, encounterId: string): string =>
    `'${id}' || substr(id, 3), day, session, 540, practitioner_id, ${number}, patient_id, NULL, '某人', '0912345678', 'phone', '${state}', '', '',
      ${encounterId}, NULL, registered_at, '櫃台', registered_at, 1`
  const statements = [
    `INSERT INTO charge (encounter_id, line, kind, order_line, code, name, quantity, unit_points, points, amount, rule, rule_title, rule_from)
     SELECT encounter.id, part.line, part.kind, NULL, part.code, part.kind, part.quantity, part.points, part.points, part.amount, 'r', 'r', '2026-01-01'
     FROM encounter JOIN (
       SELECT 1 AS line, 'examination' AS kind, '00110C' AS code, 1 AS quantity, 355 AS points, NULL AS amount
       UNION ALL SELECT 2, 'dispensing', '05202B', 1, 30, NULL
       UNION ALL SELECT 3, 'drug', 'AC34657100', 9, 18, NULL
       UNION ALL SELECT 4, 'drug', 'AC49419100', 9, 22, NULL
       UNION ALL SELECT 5, 'copayment-basic', NULL, NULL, NULL, 50
       UNION ALL SELECT 6, 'registration-fee', NULL, NULL, NULL, 150
     ) AS part WHERE TRUE ORDER BY encounter.id, part.line`,
    `INSERT INTO diagnosis (encounter_id, line, code, name_zh, name_en)
     SELECT encounter.id, part.line, part.code, part.code, part.code
     FROM encounter JOIN (SELECT 1 AS line, 'J06.9' AS code UNION ALL SELECT 2, 'R05.1') AS part
     WHERE TRUE ORDER BY encounter.id, part.line`,
    `INSERT INTO money_entry (id, encounter_id, patient_id, kind, method, amount, tendered, words, at, who, desk, shift)
     ${visit("'d' || substr(id, 2), id, patient_id, 'due', NULL, 200, NULL, NULL, closed_at, '櫃台', 'bench-1', 1")}`,
    `INSERT INTO money_entry (id, encounter_id, patient_id, kind, method, amount, tendered, words, at, who, desk, shift)
     ${visit("'p' || substr(id, 2), id, patient_id, 'payment', 'cash', 200, 200, NULL, closed_at, '櫃台', 'bench-1', 1")}`,
    `INSERT INTO queue_place (encounter_id, day, state, taken_at)
     ${visit("id, day, 'waiting', registered_at + 600000")}`,
    `${appointment} ${visit(booked('a1', 'queue_number', 'arrived', 'id'), `rowid % ${bookedEvery} = 0`)}`,
    `${appointment} ${visit(booked('a2', 'queue_number + 1000', 'no-show', 'NULL'), `rowid % ${bookedEvery * missedEvery} = 1`)}`,
    `INSERT INTO refill_prescription (encounter_id, patient_id, issued_on, dispensings, days_each, lapses_on)
     ${visit("id, patient_id, day, 3, 30, date(day, '+89 days')", `rowid % ${refillEvery} = 0`)}`,
    `INSERT INTO refill_supply (encounter_id, prescription_id, dispensing, supplied_on, days)
     ${visit('id, id, 1, day, 30', `rowid % ${refillEvery} = 0`)}`,
  ]
  db.exec('BEGIN')
  for (const statement of statements) db.exec(statement)
  db.exec('COMMIT')
  db.pragma('wal_checkpoint(TRUNCATE)')
  db.close()
}
