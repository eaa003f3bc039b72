import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openKeyVault } from '../../../main/platform/keyVault.ts'
import { pathsOf } from '../../../main/platform/paths.ts'
import { openStore } from '../../../main/store/openStore.ts'
import { insert, type PatientRecord } from '../../../main/store/patient/patientRepository.ts'
import { syntheticPatient } from '../../../main/store/syntheticRecords.ts'
import { okValue } from '../../../main/store/temporaryStore.ts'

/** A data directory as the app would find it after some months, and settings that lead nowhere. */
export interface BenchDesk {
  readonly dataDirectory: string
  readonly settingsFile: string
  /** Where its store lies, and the key that opens it. */
  readonly file: string
  readonly key: Uint8Array
}

const plainKey = { wrap: (secret: Uint8Array) => secret, unwrap: (wrapped: Uint8Array) => wrapped }

/** A port nobody listens on: the app must come up the same when nothing answers. */
const nowhere = 'https://127.0.0.1:9'

interface BenchPeople {
  readonly patients: number
  /** The patient of that number; invented like those of the tests where it is left out. */
  readonly person?: (index: number) => PatientRecord
}

/** So many at once are written in one transaction. */
const atOnce = 10_000

/** The desk of a data directory; its key is made where it has none yet. */
export const deskIn = async (dataDirectory: string): Promise<BenchDesk> => {
  const { database, keyFile, settingsFile } = pathsOf(dataDirectory)
  const protector = { os: null, development: plainKey }
  const { key } = okValue(await openKeyVault({ keyFile, databaseFile: database, protector }))
  return { dataDirectory, settingsFile, file: database, key }
}

export const benchFolder = (): string => mkdtempSync(join(tmpdir(), 'bench-desk-'))

export const benchDesk = async ({ patients, person = syntheticPatient }: BenchPeople): Promise<BenchDesk> => {
  const desk = await deskIn(benchFolder())
  const store = okValue(await openStore(desk))
  for (let first = 0; first < patients; first += atOnce) {
    const beyond = Math.min(patients, first + atOnce)
    okValue(
      await store.write(async (tx) => {
        for (let index = first; index < beyond; index += 1) await insert(tx, person(index))
      }),
    )
  }
  await store.close()
  writeFileSync(desk.settingsFile, JSON.stringify(benchSettings))
  return desk
}

const benchSettings = {
  version: 1,
  clinic: { providerNumber: '3531020884', name: '測量診所', medicalCategory: '11' },
  desk: { id: 'bench-1', name: '櫃檯', person: '測量' },
  readers: { patient: 'NHI Reader Patient', professional: 'NHI Reader Professional' },
  controlSoftware: { adapter: 'control6', baseUrl: nowhere, sha256Fingerprint: '0'.repeat(64), initialName: '' },
  nhiServer: { baseUrls: [nowhere], caFile: null },
  clinicCloud: null,
  practitioners: [{ id: 'dr-1', name: '許示範', nationalId: 'A123456789', department: '02', role: 'doctor' }],
  rooms: [{ id: '1', name: '一診' }],
}
