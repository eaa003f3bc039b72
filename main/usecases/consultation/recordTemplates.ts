import type { RecordTemplate } from '../../../preload/contract/record/recordTemplate.ts'
import { ok, type Result } from '../../../preload/contract/result.ts'
import type { HandlerInput } from '../../ipc/handlers.ts'
import { deleteTemplate, putTemplate, templateById, templatesOf } from '../../store/record/recordTemplateRepository.ts'
import { refuse } from '../../store/refuse.ts'
import type { DeskContext } from '../context.ts'

const stamp = (context: DeskContext) => ({ at: context.now(), by: context.settings.desk.person })

const told = <Value>(context: DeskContext, result: Result<Value>): Result<Value> => {
  if (result.ok) context.publish('record-templates:changed', {})
  return result
}

/** A doctor's own texts and everybody's, by name; an own one stands in the place of everybody's of the same name. */
export const listTemplates = async (
  context: DeskContext,
  { practitionerId }: HandlerInput<'record-template:list'>,
): Promise<Result<RecordTemplate[]>> => {
  const { db } = context.store
  const own = practitionerId === null ? [] : await templatesOf(db, practitionerId)
  const keyOf = ({ content }: RecordTemplate): string => `${content.kind} ${content.name}`
  const hidden = new Set(own.map(keyOf))
  const others = (await templatesOf(db, null)).filter((template) => !hidden.has(keyOf(template)))
  return ok([...own, ...others].toSorted((one, other) => (one.content.name < other.content.name ? -1 : 1)))
}

/** Adds a text, or changes the one of that id. `NOT_FOUND` where it was taken away meanwhile. */
export const saveTemplate = async (
  context: DeskContext,
  { templateId, ...rest }: HandlerInput<'record-template:save'>,
): Promise<Result<RecordTemplate>> => {
  const template: RecordTemplate = { templateId: templateId ?? context.newId(), ...rest }
  const saved = await context.store.write(async (tx) => {
    if (templateId !== null && (await templateById(tx, templateId, false)) === null) refuse('NOT_FOUND')
    await putTemplate(tx, template, stamp(context))
    return template
  })
  return told(context, saved)
}

export const removeTemplate = async (
  context: DeskContext,
  { templateId }: HandlerInput<'record-template:delete'>,
): Promise<Result<Record<string, never>>> => {
  const removed = await context.store.write(async (tx) => {
    if (!(await deleteTemplate(tx, templateId, stamp(context)))) refuse('NOT_FOUND')
    return {}
  })
  return told(context, removed)
}

/** Takes a deletion back, as the text was. */
export const restoreTemplate = async (
  context: DeskContext,
  { templateId }: HandlerInput<'record-template:restore'>,
): Promise<Result<RecordTemplate>> => {
  const restored = await context.store.write(async (tx) => {
    const template = (await templateById(tx, templateId, true)) ?? refuse('NOT_FOUND')
    await putTemplate(tx, template, stamp(context))
    return template
  })
  return told(context, restored)
}
