import type { EncounterRecord } from '../../store/visit/encounterRecord.ts'
import type { DeskContext } from '../context.ts'

/**
 * 科別, the code: the one in which the doctor worked at the visit. Of visits from before it was kept the one of today; null where that
 * doctor isn't in the settings any more.
 */
export const departmentOf = (
  { settings }: Pick<DeskContext, 'settings'>,
  { department, practitionerId }: Pick<EncounterRecord, 'department' | 'practitionerId'>,
): string | null => department ?? settings.practitioners.find(({ id }) => id === practitionerId)?.department ?? null
