import { describe, expect, it } from 'vitest'
import { type DeskStatus, DeskStatusSchema } from '../../../preload/contract/desk/status.ts'
import { obstacleOf } from './DeskReadiness.tsx'

const ready = DeskStatusSchema.parse({
  reader: {
    state: 'ready',
    readerName: 'R',
    cardPresent: false,
    readers: [],
    roles: { patient: 'assigned', professional: 'unset' },
    choiceNeeded: false,
  },
  controlSoftware: { state: 'ok', error: null, way: 'control6', findings: [] },
  sam: { state: 'verified', verifiedAt: null, verifying: false, nextAt: null, error: null, awaitsPerson: false },
  pins: { entry: 'screen', professionalChange: true, patient: true },
  professionalCard: {
    state: 'verified',
    practitionerName: null,
    nationalIdMasked: null,
    since: null,
    triesLeft: null,
  },
  vpn: { state: 'up', since: null, dataCentre: 0 },
  cloud: { state: 'up', dataCentre: 0 },
  outbox: {
    unsent: 0,
    rejected: 0,
    quarantined: 0,
    nearestDeadline: null,
    overdue: 0,
    running: true,
    nhiOffered: true,
    cloudFindings: 0,
    pausedUntil: null,
  },
  deadlines: { upload: { next: null, late: 0 }, signature: { next: null, late: 0 } },
  clock: { offsetMs: null },
  desk: { name: 'd', person: 'p' },
})

describe('what keeps the desk from the next card', () => {
  it.each<[string, Partial<DeskStatus>, string | undefined]>([
    ['nothing', {}, undefined],
    ['a VPN that is down does not', { vpn: { state: 'down', since: null, dataCentre: null } }, undefined],
    [
      'a missing professional card does not',
      { professionalCard: { ...ready.professionalCard, state: 'none' } },
      undefined,
    ],
    ['the reader service', { reader: { ...ready.reader, state: 'service-down' } }, 'READER_SERVICE_DOWN'],
    ['the reader', { reader: { ...ready.reader, state: 'no-reader' } }, 'READER_NOT_FOUND'],
    [
      'the control software',
      {
        controlSoftware: {
          ...ready.controlSoftware,
          state: 'absent',
          error: { code: 'CONTROL_ABSENT', retryable: true },
        },
      },
      'CONTROL_ABSENT',
    ],
    [
      'the pinned certificate',
      { controlSoftware: { ...ready.controlSoftware, state: 'fingerprint' } },
      'CONTROL_FINGERPRINT',
    ],
    ['the SAM', { sam: { ...ready.sam, state: 'not-verified' } }, 'SAM_NOT_VERIFIED'],
    ['a SAM that has lapsed', { sam: { ...ready.sam, state: 'lapsed' } }, 'SAM_NOT_VERIFIED'],
    [
      'what the SAM waits for',
      { sam: { ...ready.sam, state: 'lapsed', error: { code: 'SAM_CONSOLE_NOT_RUNNING', retryable: true } } },
      'SAM_CONSOLE_NOT_RUNNING',
    ],
    [
      'a locked professional card',
      { professionalCard: { ...ready.professionalCard, state: 'locked', triesLeft: 0 } },
      'PROFESSIONAL_PIN_LOCKED',
    ],
    ['the PIN', { professionalCard: { ...ready.professionalCard, state: 'pin-pending' } }, 'PROFESSIONAL_PIN_NEEDED'],
    [
      'the reader before the SAM',
      { reader: { ...ready.reader, state: 'no-reader' }, sam: { ...ready.sam, state: 'none' } },
      'READER_NOT_FOUND',
    ],
  ])('%s', (_, change, code) => {
    expect(obstacleOf({ ...ready, ...change })?.code).toBe(code)
  })
})
