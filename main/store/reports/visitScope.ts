import { type RawBuilder, type SqlBool, sql } from 'kysely'

/** Of which visits a report is. */
export interface VisitScope {
  readonly practitionerId: string | null
  readonly session: string | null
}

/** The scope as a condition on `encounter`, to stand behind another one. */
export const inScope = ({ practitionerId, session }: VisitScope): RawBuilder<SqlBool> => {
  const conditions = [
    ...(practitionerId === null ? [] : [sql<SqlBool>`encounter.practitioner_id = ${practitionerId}`]),
    ...(session === null ? [] : [sql<SqlBool>`encounter.session = ${session}`]),
  ]
  return conditions.length === 0 ? sql<SqlBool>`TRUE` : sql<SqlBool>`${sql.join(conditions, sql` AND `)}`
}
