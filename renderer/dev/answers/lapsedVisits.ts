import type { ErrorCode } from '../../../preload/contract/errors.ts'
import type { RemoteVisit } from '../../../preload/contract/visit/remoteVisit.ts'
import { person } from '../people.ts'
import type { World } from '../world.ts'
import { remoteOf, remoteVisit } from './remoteAndHome.ts'
import { virtualSession } from './virtualCards.ts'

/** Every visit by a virtual card whose hour is over. */
const lapsed = (world: World): void => {
  world.visits = world.visits.map((entry) => ({
    ...entry,
    medium: 'virtual',
    visitSequenceNumber: `V${String(entry.queueNumber).padStart(3, '0')}` as never,
    virtualUntil: null,
  }))
  world.failures['cashier:close'] = { code: 'VIRTUAL_CARD_LAPSED', retryable: true }
}

/** The same by video, where the app of each was asked once more and it has come so far. */
const remote =
  (request: Partial<RemoteVisit> | null) =>
  (world: World): void => {
    lapsed(world)
    world.visits = world.visits.map(remoteOf)
    if (request === null) return
    world.remoteVisits = world.visits.map(({ encounterId, patient, attendance }, index) =>
      remoteVisit(60 + index, { encounterId, patient, ...(attendance === 'phone' ? { attendance } : {}), ...request }),
    )
  }

/** The code that is scanned for a visit is no good for it. */
const refusing =
  (code: ErrorCode) =>
  (world: World): void => {
    lapsed(world)
    world.failures['virtual-card:accept'] = { code, retryable: false }
  }

export const lapsedScenes: Readonly<Record<string, (world: World) => void>> = {
  'lapsed-visits': lapsed,
  'lapsed-other': (world) => {
    refusing('VIRTUAL_CARD_MISMATCH')(world)
    const { name, nationalIdMasked, birthDate, age, sex } = person(24)
    const holder = { name, nationalIdMasked, birthDate, age, sex, cardNumberTail: '0007' }
    world.session = virtualSession(
      {},
      {
        phase: 'identified',
        insurance: null,
        patient: person(24),
        holder,
        fault: { code: 'VIRTUAL_CARD_MISMATCH', retryable: false },
      },
    )
  },
  'lapsed-expired': refusing('VIRTUAL_CARD_EXPIRED'),
  'lapsed-remote': remote(null),
  'lapsed-remote-asked': remote({}),
  'lapsed-remote-line': remote({ fault: { code: 'NHI_UNREACHABLE', retryable: true } }),
  'lapsed-remote-approved': remote({ state: 'approved', waitsUntil: null }),
  'lapsed-remote-silent': remote({ state: 'silent', waitsUntil: null }),
  'lapsed-remote-refused': remote({
    state: 'refused',
    waitsUntil: null,
    fault: { code: 'REMOTE_VISIT_REFUSED', retryable: true },
  }),
  'lapsed-remote-failed': (world) => {
    remote(null)(world)
    world.failures['remote-visit:ask-again'] = { code: 'NHI_UNREACHABLE', retryable: true }
  },
}
