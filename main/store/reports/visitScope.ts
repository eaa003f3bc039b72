import { type RawBuilder, type SqlBool, sql } from 'kysely'

/** Of which visits a report is. */
export interface VisitScope {
  readonly practitionerId: string | null
  readonly session: string | null
}

/** The scope as a condition on visits or appointments, to stand behind another one. */
export const inScope = (
  { practitionerId, session }: VisitScope,
  table: 'encounter' | 'appointment' = 'encounter',
): RawBuilder<SqlBool> => {
  const column = (name: 'practitioner_id' | 'session') => sql.ref(`${table}.${name}`)
  const conditions = [
    ...(practitionerId === null ? [] : [sql<SqlBool>`${column('practitioner_id')} = ${practitionerId}`]),
    ...(session === null ? [] : [sql<SqlBool>`${column('session')} = ${session}`]),
  ]
  return conditions.length === 0 ? sql<SqlBool>`TRUE` : sql<SqlBool>`${sql.join(conditions, sql` AND `)}`
}
