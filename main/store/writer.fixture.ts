import { writeSync } from 'node:fs'
import { append } from './auditRepository.ts'
import { openStore } from './openStore.ts'
import { insert } from './patientRepository.ts'
import { set } from './preferenceRepository.ts'
import { syntheticPatient } from './syntheticRecords.ts'

/**
 * A second process for the store's tests: `node writer.fixture.ts FILE KEYHEX FROM`. Writes one transaction after another, each of a
 * patient, an audit row and a preference, and says the number of each once it has been reported as safe. Ends by being killed.
 */
const [file = '', keyHex = '', from = '0'] = process.argv.slice(2)
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
}
