import type { Database } from 'better-sqlite3'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { EncounterId, PatientId, PractitionerId } from '../../preload/contract/words.ts'
import { searchAudit } from './audit/auditQueries.ts'
import * as cardDebts from './card/cardDebtRepository.ts'
import * as journal from './card/journalQueries.ts'
import { favouritesOf } from './codes/catalogFavourites.ts'
import { byCodes, search as searchCatalog } from './codes/catalogRepository.ts'
import type { ReadDb, WriteTx } from './handles.ts'
import { kyselyOn } from './kyselyOn.ts'
import { newestVersion } from './migrate.ts'
import { databaseAt, planOf } from './migrations/databaseAt.ts'
import * as drawers from './money/drawerRepository.ts'
import * as money from './money/moneyRepository.ts'
import * as findings from './outbox/cloudFindingRepository.ts'
import * as deadlines from './outbox/deadlineRepository.ts'
import * as listing from './outbox/outboxListing.ts'
import { notNarrowed } from './outbox/outboxListing.ts'
import * as outbox from './outbox/outboxQueries.ts'
import { recoverInterrupted, wake } from './outbox/outboxRepository.ts'
import { familyOf } from './patient/familyRepository.ts'
import { chartsOf } from './patient/patientMergeRepository.ts'
import { notesOf } from './patient/patientNoteRepository.ts'
import * as patients from './patient/patientRepository.ts'
import { search as searchPatients } from './patient/patientSearch.ts'
import { orderSetsFor } from './record/orderSetRepository.ts'
import { refillWithout, unlapsedRefills } from './record/refillRepository.ts'
import { diagnosesOfDay, drugsOfDay } from './reports/linesOfDay.ts'
import { debtsBefore, moneyBetween } from './reports/moneyMoves.ts'
import { practitionersSeen, visitsNamed } from './reports/reportVisits.ts'
import { sendingOfDay } from './reports/sendingOfDay.ts'
import { timesOfDay } from './reports/timesOfDay.ts'
import { visitSumsOfDay } from './reports/visitSums.ts'
import * as encounters from './visit/encounterQueries.ts'

let database: Database
let db: ReadDb
const asked: string[] = []

beforeAll(() => {
  database = databaseAt(newestVersion)
  // Without an edition there is nothing to be asked.
  database.exec(`INSERT INTO catalog_edition VALUES (1, 'icd-10-cm', 'e', 'none', 'active', NULL, '', NULL, 0)`)
})
beforeEach(() => {
  // Every statement is prepared once by each Kysely, so a new one for each question sees them all.
  asked.length = 0
  const listening = new Proxy(database, {
    get: (target, name) =>
      name === 'prepare'
        ? (text: string) => {
            asked.push(text)
            return target.prepare(text)
          }
        : Reflect.get(target, name, target),
  })
  db = kyselyOn(listening, { onlyInTransaction: false }) as unknown as ReadDb
})
afterAll(() => {
  database.close()
})

const patientId = '0190a000-0000-7000-8000-000000000001' as PatientId
const encounterId = '0190a000-0000-7000-8000-000000000002' as EncounterId
const day = '2026-11-20'
const scope = { practitionerId: 'd', session: 'morning' }
const everybody = { practitionerId: null, session: null }

const monitored = (filter: listing.OutboxFilter) => ({
  filter,
  now: 1,
  narrowing: notNarrowed,
  offset: 0,
  limit: 10,
})

/** Everything a search can be narrowed by. */
const audited = { from: 1, to: 2, who: '林', action: 'visit-opened', patientId, before: 10, limit: 5 }

const queries: readonly (readonly [string, string, () => Promise<unknown>])[] = [
  ['patients by name', 'patient_word USING PRIMARY KEY', () => searchPatients(db, '林', 20)],
  ['patients by number or birthday', 'patient_by_birth_date', () => searchPatients(db, '0730315', 20)],
  ['patient by national id', 'INDEX', () => patients.findByNationalId(db, 'A100000001')],
  ['patients by ids', 'INDEX', () => patients.findByIds(db, [patientId])],
  ['notes of a patient', 'patient_note_standing', () => notesOf(db, [patientId], day)],
  ['family of a patient', 'PRIMARY KEY', () => familyOf(db, patientId)],
  ['charts of a person', 'patient_merge_standing', () => chartsOf(db, patientId)],
  ['visit', 'INDEX', () => encounters.byId(db, encounterId)],
  ['visits of a day', '(day=?)', () => encounters.byDay(db, day)],
  ['open visits of earlier days', 'encounter_unfinished', () => encounters.unfinishedBefore(db, day)],
  ['open visit of a patient', 'encounter_by_patient', () => encounters.openForPatient(db, patientId, day)],
  ['open visit of a patient, any day', 'encounter_by_patient', () => encounters.openForPatient(db, patientId, null)],
  ['history of a patient', 'encounter_by_patient', () => encounters.historyOf(db, [patientId], encounterId, 10)],
  ['last closed visit of a patient', 'encounter_by_patient', () => encounters.lastClosedDay(db, patientId)],
  [
    'drugs a patient was supplied with',
    'encounter_by_patient',
    () => encounters.suppliedSince(db, [patientId], { day, closedBefore: 1, except: encounterId }),
  ],
  ['serials of a patient', 'encounter_by_patient', () => encounters.treatmentDateTimesOf(db, patientId)],
  ['orders of a visit', 'PRIMARY KEY', () => encounters.ordersOf(db, encounterId)],
  [
    'month of a doctor',
    'encounter_of_doctor',
    () => encounters.doctorMonthOf(db, { practitionerId: 'd' as PractitionerId, day, queueNumber: 1 }, ['01', '04']),
  ],
  ['money of a visit', 'money_of_visit', () => money.byEncounter(db, encounterId)],
  ['deposits of a day', 'card_debt_ended', () => cardDebts.depositsOf(db, 1, 2)],
  ['debts of cards', 'card_debt_ended', () => cardDebts.openOrEndedSince(db, 1)],
  ['all debts', 'COVERING INDEX money_owed', () => money.openDebts(db, null)],
  ['debts of a patient', 'encounter_by_patient', () => money.openDebts(db, [patientId, patientId])],
  ['money of a shift', 'COVERING INDEX money_of_shift', () => money.sumsOfShift(db, 'd', 1)],
  ['last shift of a desk', '(desk=?)', () => drawers.currentShift(db, 'd')],
  ['closed shifts of a desk', '(desk=?)', () => drawers.lastClosings(db, 'd', 30)],
  ['unresolved acts', 'card_journal_unresolved', () => journal.unresolved(db)],
  ['refills of a patient', 'refill_prescription_', () => unlapsedRefills(db, day, [patientId])],
  ['refills of all patients', 'refill_prescription_lapsing', () => unlapsedRefills(db, day, null)],
  ['one refill', 'PRIMARY KEY', () => refillWithout(db, encounterId, encounterId)],
  ['acts of a visit', 'card_journal_by_encounter', () => journal.byEncounter(db, encounterId)],
  ['unclaimed serials', 'card_journal_unclaimed', () => journal.openSerialsOf(db, patientId)],
  ['serials without a visit', 'card_journal_unclaimed', () => journal.unclaimedSerials(db)],
  ['claims on a card', 'card_journal_claim', () => journal.standingClaims(db, '900000000011')],
  ['act by id', 'INDEX', () => journal.byId(db, 'j')],
  ['due rows', 'outbox_open', () => outbox.due(db, { target: 'nhi-upload', now: 1, limit: 10, except: new Set() })],
  ['interrupted rows', 'outbox_', () => recoverInterrupted(db as WriteTx, 1)],
  ['rows to wake', 'outbox_', () => wake(db as WriteTx, null, 1)],
  ['next try', 'COVERING INDEX outbox_open', () => outbox.nextTryAt(db, 'nhi-upload', 1)],
  ['outbox in numbers', 'outbox_refused', () => outbox.summary(db, 1)],
  ['open rows', 'outbox_open', () => listing.list(db, monitored('open'))],
  ['rejected rows', 'outbox_refused', () => listing.list(db, monitored('rejected'))],
  ['accepted rows', 'outbox_accepted', () => listing.list(db, monitored('accepted'))],
  ['all rows', 'outbox_accepted', () => listing.list(db, monitored('all'))],
  ['receipts of a day', 'COVERING INDEX outbox_accepted', () => outbox.receiptHours(db, 1)],
  ['open rows due', 'COVERING INDEX outbox_open', () => outbox.dueUntil(db, 1)],
  ['rows of visits', 'INDEX', () => outbox.byEncounters(db, [encounterId])],
  ['row by id', 'INDEX', () => outbox.byId(db, 'o')],
  ['clocks that run', 'encounter_unfinished', () => deadlines.runningClocks(db, 1)],
  ['alarms of visits', 'PRIMARY KEY', () => deadlines.noticesOf(db, [encounterId])],
  ['latenesses of visits', 'PRIMARY KEY', () => deadlines.lateOf(db, [encounterId])],
  ['late rows', 'outbox_late', () => listing.list(db, monitored('late'))],
  [
    'monitored rows of a day',
    '(day=?)',
    () => listing.list(db, { ...monitored('all'), narrowing: { ...notNarrowed, day } }),
  ],
  [
    'monitored rows by a text',
    '(day>?)',
    () => listing.count(db, { ...monitored('all'), narrowing: { ...notNarrowed, from: day, text: '林' } }),
  ],
  ['monitored rows, counted', 'outbox_accepted', () => listing.count(db, monitored('accepted'))],
  ['what only the cloud has', 'cloud_finding_unseen', () => findings.unseenFindings(db, 10)],
  ['its days', 'cloud_finding_unseen', () => findings.unseenDays(db)],
  ['what the cloud has of records', 'INDEX', () => findings.foundOf(db, [encounterId])],
  ['rows by day', 'encounter', () => outbox.byDay(db, { from: day, now: 1 })],
  ['rows of a day', '(day=?)', () => outbox.ofDay(db, day)],
  ['days with visits', 'COVERING INDEX', () => outbox.daysBetween(db, day, day)],
  ['listing by id', 'INDEX', () => listing.listingOf(db, 'o')],
  ['tries of a row', 'PRIMARY KEY', () => outbox.attemptsOf(db, 'o')],
  [
    'a stretch of the audit trail',
    'SEARCH audit USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)',
    () => searchAudit(db, { ...audited, patientId: null }, () => Promise.resolve()),
  ],
  ['the audit trail of a patient', 'audit_by_subject', () => searchAudit(db, audited, () => Promise.resolve())],
  ['visits of a day summed up', '(day=?)', () => visitSumsOfDay(db, day, scope)],
  ['sending of a day', '(day=?)', () => sendingOfDay(db, day, scope, 1)],
  ['diagnoses of a day', '(day=?)', () => diagnosesOfDay(db, day, scope)],
  ['drugs of a day', '(day=?)', () => drugsOfDay(db, day, scope)],
  ['times of a day', '(day=?)', () => timesOfDay(db, day, everybody)],
  ['times of a day of a doctor', 'encounter_of_doctor', () => timesOfDay(db, day, scope)],
  ['money of a time', 'money_by_time', () => moneyBetween(db, 1, 2, scope)],
  ['debts before a moment', 'money_owed', () => debtsBefore(db, 1, scope)],
  ['visits behind a number', 'INDEX', () => visitsNamed(db, [encounterId])],
  ['doctors seen', 'encounter_of_doctor', () => practitionersSeen(db)],
  ['codes', 'INDEX', () => byCodes(db, ['icd-10-cm'], ['J06.9'], day)],
  ['sets of orders', 'order_set_owner', () => orderSetsFor(db, 'd1' as PractitionerId)],
  ['favourites', 'PRIMARY KEY', () => favouritesOf(db, 'd1', ['icd-10-cm'])],
  ['catalog', 'VIRTUAL TABLE', () => searchCatalog(db, { systems: ['icd-10-cm'], text: 'J06', day, limit: 20 })],
]

/**
 * What may be read whole: the names of all patients, from their index alone, the Latin words of the catalog (some 30,000), and the partial indexes, which hold only what still
 * wants something.
 */
const scans =
  /^SCAN (?!patient USING COVERING INDEX)(?!catalog_words VIRTUAL TABLE)(?!catalog_term$)(?!json_each VIRTUAL TABLE)(?!\w+ USING (COVERING )?INDEX (outbox_|card_journal_un|encounter_unfinished|card_debt_open|money_owed|cloud_finding_unseen))/m

describe('every question of the repositories', () => {
  it.each(queries)('%s is answered from an index', async (_name, index, ask) => {
    await ask()
    expect(asked.length).toBeGreaterThan(0)
    const plans = asked.map((text) => planOf(database, text))
    expect(plans.join('\n')).toContain(index)
    for (const plan of plans) expect(plan).not.toMatch(scans)
  })
})
