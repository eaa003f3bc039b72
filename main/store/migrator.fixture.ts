import { migrate } from './migrate.ts'
import { type Migration, migrations } from './migrations/index.ts'
import { openConnection } from './sqliteConnection.ts'

/**
 * A process that takes a schema forward and is killed on the way: `node migrator.fixture.ts FILE KEYHEX VERSION`. It gets to the end of
 * that version's step, and dies before the step is committed.
 */
const [file = '', keyHex = '', version = '0'] = process.argv.slice(2)
const key = new Uint8Array(Buffer.from(keyHex, 'hex'))
const db = openConnection({ file, key, readonly: false, nativeBinding: undefined, busyTimeoutMs: 1_000 })
db.pragma('journal_mode = WAL')
const deadly = (migration: Migration): Migration =>
  migration.version === Number(version)
    ? {
        version: migration.version,
        up: (own) => {
          migration.up(own)
          process.kill(process.pid, 'SIGKILL')
        },
      }
    : migration
migrate(db, Number(version), migrations.map(deadly))
