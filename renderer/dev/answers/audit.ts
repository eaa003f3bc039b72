import type { AuditRowView } from '../../../preload/contract/desk/audit.ts'
import fixtures from '../fixtures.json'
import { person } from '../people.ts'
import type { Handlers } from '../world.ts'
import { instant } from '../world.ts'

const { audit } = fixtures

const deeds = ['visit-closed', 'visit-opened', 'card-read', 'patients-searched', 'login', 'national-id-shown'] as const

const row = (index: number): AuditRowView => {
  const action = deeds[index % deeds.length] ?? 'login'
  const isAbout = !['patients-searched', 'login'].includes(action)
  return {
    sequence: 4_000 - index,
    at: instant(-index * 97_000) as AuditRowView['at'],
    who: audit.who[index % 3 === 0 ? 0 : 1] ?? '',
    desk: audit.desks[index % 3 === 0 ? 0 : 1] ?? '',
    action,
    subject: isAbout ? person(index % 20).patientId : '',
    patientName: isAbout ? person(index % 20).name : null,
    details: action === 'patients-searched' ? '{"found":3}' : '{}',
  }
}

type AuditNames = Extract<keyof Handlers, `audit:${string}`>

/** The pretend audit trail. */
export const auditHandlers: Pick<Handlers, AuditNames> = {
  'audit:list': (_, { filter, before, limit }) => ({
    rows: Array.from({ length: 300 }, (_, index) => row(index))
      .filter(({ sequence }) => before === null || sequence < before)
      .filter(({ action }) => filter.action === '' || action === filter.action)
      .filter(({ who, desk }) => `${who} ${desk}`.includes(filter.who))
      .slice(0, limit),
  }),
  'audit:verify': () => ({
    rows: 4_000,
    brokenAt: null,
    reason: null,
    anchoredTo: 3_990,
    anchoredAt: instant(-600_000) as AuditRowView['at'],
  }),
  'audit:export': () => ({ file: 'E:\\audit-trail.jsonl', rows: 4_000 }),
}
