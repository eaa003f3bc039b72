// `node e2e/crash/readStore.ts DATA-DIRECTORY [COPY-DIRECTORY]`: copies the store of a program that has just been killed, opens the
// copy as the next start would, and prints what is in it as JSON; the store itself is left as it is for the program. Without a
// folder for the copy it reads beside the running program. A process of its own, because the driver is native code.
import { copyFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { cutTransactions } from './cutTransactions.ts'
import type { StoredLedger, StoredRow, StoredVisit } from './ledgers.ts'
import { openStoreFile } from './storeFile.ts'

const [from, to] = process.argv.slice(2)
if (from === undefined) throw new Error('usage: node e2e/crash/readStore.ts DATA-DIRECTORY [COPY-DIRECTORY]')

const copy = (folder: string): void => {
  mkdirSync(folder, { recursive: true })
  for (const ending of ['', '-wal', '-shm']) {
    const file = join(from, `clinic.db${ending}`)
    if (existsSync(file)) copyFileSync(file, join(folder, `clinic.db${ending}`))
  }
}

if (to !== undefined) copy(to)
const wal = join(to ?? from, 'clinic.db-wal')
const cut = to !== undefined && existsSync(wal) ? cutTransactions(readFileSync(wal)) : 0
const database = openStoreFile(from, join(to ?? from, 'clinic.db'), to === undefined ? 'running' : 'dead')
const all = <Row>(text: string): Row[] => database.prepare<[], Row>(text).all()
const ledger: StoredLedger = {
  integrity: String(database.pragma('integrity_check', { simple: true })),
  foreignKeys: (database.pragma('foreign_key_check') as unknown[]).length,
  cutFrames: cut,
  visits: all<StoredVisit>(
    'SELECT id, state, visit_sequence_number AS serial, treatment_number AS treatmentNumber FROM encounter',
  ),
  rows: all<StoredRow>(
    `SELECT id, aggregate_id AS encounterId, target, state, reference, receipt_at AS receiptAt,
       CASE target WHEN 'clinic-cloud' THEN json_extract(text_of(packed), '$.recordId')
         ELSE json_extract(text_of(packed), '$.record.visit.M15') END AS identity
     FROM outbox LEFT JOIN outbox_payload
       ON outbox_id = id AND number = (SELECT max(number) FROM outbox_payload WHERE outbox_id = id)`,
  ),
}
database.close()
process.stdout.write(JSON.stringify(ledger))
