import { sql } from 'kysely'
import { taipeiDay } from '../../../preload/contract/patient/rocDate.ts'
import type { ReadDb } from '../handles.ts'

/** What a report counts, by where it lies in time. */
export type Counted = 'visits-and-money' | 'appointments' | 'lapsing-refills'

const columnsOf = {
  encounter: 'day',
  money_entry: 'at',
  appointment: 'day',
  refill_prescription: 'lapses_on',
} as const

const endsOf = async <T>(db: ReadDb, table: keyof typeof columnsOf): Promise<readonly T[]> => {
  const end = async (which: 'min' | 'max'): Promise<T | null> => {
    // One end at a time, because only then it is read from the end of the index.
    const { rows } = await sql<{ value: T | null }>`
      SELECT ${sql.raw(which)}(${sql.ref(columnsOf[table])}) AS value FROM ${sql.table(table)}
    `.execute(db)
    return rows[0]?.value ?? null
  }
  return [await end('min'), await end('max')].filter((value) => value !== null)
}

/** The first and the last day (`YYYY-MM-DD`) on which anything of it lies; null where there is nothing. */
export const extentOf = async (
  db: ReadDb,
  counted: Counted,
): Promise<readonly [first: string, last: string] | null> => {
  const days =
    counted === 'visits-and-money'
      ? [
          ...(await endsOf<string>(db, 'encounter')),
          ...(await endsOf<number>(db, 'money_entry')).map((at) => taipeiDay(at)),
        ]
      : await endsOf<string>(db, counted === 'appointments' ? 'appointment' : 'refill_prescription')
  const [first, ...others] = days.toSorted()
  return first === undefined ? null : [first, others.at(-1) ?? first]
}
