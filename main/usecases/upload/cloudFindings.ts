import { maskNationalId } from '../../../preload/contract/card/nationalId.ts'
import { ok, type Result } from '../../../preload/contract/result.ts'
import type { CloudFindings } from '../../../preload/contract/upload/outbox.ts'
import type { IsoDate } from '../../../preload/contract/words.ts'
import type { HandlerInput } from '../../ipc/handlers.ts'
import { append as appendAudit } from '../../store/audit/auditRepository.ts'
import { catchUp, markSeen, unseenDays, unseenFindings } from '../../store/outbox/cloudFindingRepository.ts'
import { type DeskContext, instantOf } from '../context.ts'

/** What is shown at a time; the others are counted, and come when these have been taken note of. */
const mostShown = 200

/** What the clinic's cloud holds and this store does not, as far as nobody has taken note of it, and how far the cloud was asked. */
export const cloudFindings = async (
  context: Pick<DeskContext, 'store' | 'settings'>,
): Promise<Result<CloudFindings>> => {
  const { db } = context.store
  const [asked, days, items] = await Promise.all([catchUp(db), unseenDays(db), unseenFindings(db, mostShown)])
  return ok({
    // A store that was restored where there is no cloud waits for nobody.
    state: context.settings.clinicCloud === null ? 'none' : (asked?.state ?? 'none'),
    records: asked?.records ?? 0,
    failure: asked?.failure ?? null,
    unseen: days.reduce((sum, { count }) => sum + count, 0),
    days: days.map(({ day, count }) => ({ day: day as IsoDate | null, count })),
    items: items.map(({ visitedAt, nationalId, ...finding }) => ({
      ...finding,
      nationalIdMasked: nationalId === null ? null : maskNationalId(nationalId),
      visitedAt: visitedAt === null ? null : instantOf(visitedAt),
    })),
  })
}

/** A person has taken note of records that were shown. They stay in the store. */
export const takeNoteOfFindings = async (
  context: DeskContext,
  { records }: HandlerInput<'outbox:note-cloud-findings'>,
): Promise<Result<CloudFindings>> => {
  const now = context.now()
  const noted = await context.store.write(async (tx) => {
    const count = await markSeen(tx, records, now)
    if (count === 0) return
    await appendAudit(tx, {
      at: now,
      who: context.settings.desk.person,
      desk: context.settings.desk.id,
      action: 'cloud-findings-noted',
      subject: '',
      details: { records: count },
    })
  })
  if (!noted.ok) return noted
  context.publish('outbox:changed', { encounterIds: [] })
  return cloudFindings(context)
}
