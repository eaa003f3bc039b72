import { type RecordTemplate, TemplateContentSchema } from '../../../preload/contract/record/recordTemplate.ts'
import { PractitionerIdSchema } from '../../../preload/contract/words.ts'
import type { ReadDb, WriteTx } from '../handles.ts'
import { fromJson } from '../jsonColumn.ts'
import { refuse } from '../refuse.ts'
import type { RecordTemplateTable } from './recordTables.ts'

/** More than so many of one owner are no help any more. */
export const mostTemplates = 300

const toTemplate = (row: Pick<RecordTemplateTable, 'id' | 'practitioner_id' | 'content'>): RecordTemplate => ({
  templateId: row.id,
  practitionerId: row.practitioner_id === null ? null : PractitionerIdSchema.parse(row.practitioner_id),
  content: fromJson(TemplateContentSchema, row.content),
})

const standing = (db: ReadDb) =>
  db.selectFrom('record_template').select(['id', 'practitioner_id', 'content']).where('deleted_at', 'is', null)

/** What stands of an owner (null: everybody's), by name. */
export const templatesOf = async (db: ReadDb, practitionerId: string | null): Promise<readonly RecordTemplate[]> => {
  const rows = await standing(db)
    .where('practitioner_id', practitionerId === null ? 'is' : '=', practitionerId)
    .orderBy('name')
    .execute()
  return rows.map(toTemplate)
}

/** One that stands or (`isDeleted`) was taken away; null where there is none. */
export const templateById = async (db: ReadDb, id: string, isDeleted: boolean): Promise<RecordTemplate | null> => {
  const row = await db
    .selectFrom('record_template')
    .select(['id', 'practitioner_id', 'content'])
    .where('id', '=', id)
    .where('deleted_at', isDeleted ? 'is not' : 'is', null)
    .executeTakeFirst()
  return row === undefined ? null : toTemplate(row)
}

/** `CONFLICT` where the owner has another of that name, or too many. */
const assertFree = async (tx: WriteTx, { templateId, practitionerId, content }: RecordTemplate): Promise<void> => {
  const others = (await templatesOf(tx, practitionerId)).filter((other) => other.templateId !== templateId)
  const isTaken = others.some((other) => other.content.kind === content.kind && other.content.name === content.name)
  if (isTaken) refuse('CONFLICT', { reason: 'name' })
  if (others.length >= mostTemplates) refuse('CONFLICT', { reason: 'full' })
}

/** Writes one, over what stood under its id; a deleted one stands again. */
export const putTemplate = async (
  tx: WriteTx,
  template: RecordTemplate,
  { at, by }: { readonly at: number; readonly by: string },
): Promise<void> => {
  await assertFree(tx, template)
  const { templateId, practitionerId, content } = template
  const columns = {
    practitioner_id: practitionerId,
    kind: content.kind,
    name: content.name,
    content: JSON.stringify(content),
    changed_at: at,
    changed_by: by,
    deleted_at: null,
  }
  await tx
    .insertInto('record_template')
    .values({ id: templateId, ...columns })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(columns))
    .execute()
}

/** False where none of that id stands. */
export const deleteTemplate = async (
  tx: WriteTx,
  id: string,
  { at, by }: { readonly at: number; readonly by: string },
): Promise<boolean> => {
  const { numUpdatedRows } = await tx
    .updateTable('record_template')
    .set({ deleted_at: at, changed_at: at, changed_by: by })
    .where('id', '=', id)
    .where('deleted_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}
