import { writeSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { append } from './audit/auditRepository.ts'
import { set } from './desk/preferenceRepository.ts'
import { openStore } from './openStore.ts'
import { insert } from './patient/patientRepository.ts'
import { syntheticPatient } from './syntheticRecords.ts'

/**
 * A second process for the store's tests: `node writer.fixture.ts FILE KEYHEX FROM [REST]`. Writes one transaction after another, each
 * of a patient, an audit row and a preference, and says the number of each once it has been reported as safe. After each REST of them
 * it is quiet for as long as the WAL's move into the database takes. Ends by being killed.
 */
const [file = '', keyHex = '', from = '0', rest = '0'] = process.argv.slice(2)
const quietMs = 2_000
const opened = await openStore({ file, key: new Uint8Array(Buffer.from(keyHex, 'hex')) })
if (!opened.ok) throw new Error(opened.error.code)
for (let index = Number(from); ; index += 1) {
  const written = await opened.value.write(async (tx) => {
    await insert(tx, syntheticPatient(index, { note: 'note '.repeat(500) }))
    await append(tx, { at: index, who: 'w', desk: 'd', action: 'written', subject: String(index), details: {} })
    await set(tx, 'last', String(index))
  })
  if (!written.ok) throw new Error(written.error.code)
  writeSync(1, `${index}\n`)
  if (Number(rest) > 0 && (index + 1) % Number(rest) === 0) await sleep(quietMs)
}
