import fixtures from '../fixtures.json'
import { instant, type World } from '../world.ts'

/** Readers, the professional card and the SAM, and the check of them that comes to no end. */
export const deviceScenes: Readonly<Record<string, (world: World) => void>> = {
  readers: (world) => {
    Object.assign(world.status.reader, {
      state: 'no-reader',
      readerName: null,
      readers: [
        { name: 'NHI Reader Professional 00 00', role: 'professional', cardPresent: true, watched: true },
        { name: 'ACS ACR39U ICC Reader 01 00', role: null, cardPresent: true, watched: true },
        { name: 'Windows Hello for Business 1', role: null, cardPresent: false, watched: false },
      ],
      roles: { patient: 'missing', professional: 'assigned' },
      choiceNeeded: true,
    })
  },
  'check-running': (world) => {
    world.delays['reader-check:run'] = 600_000
    world.begin = () => {
      // Told again and again, because a check begins when somebody presses its button.
      setInterval(() => {
        world.checkLines.forEach((line, index) => {
          const done = index % 3 !== 1
          world.tell('reader-check:progress', done ? line : { ...line, state: 'running', value: null, ms: null })
        })
      }, 300)
    }
  },
  pin: (world) => {
    Object.assign(world.status.professionalCard, { state: 'pin-pending', practitionerName: fixtures.doctors[0]?.name })
  },
  'pin-device': (world) => {
    Object.assign(world.status.professionalCard, { state: 'pin-pending', triesLeft: 2 })
    Object.assign(world.status.pins, { entry: 'device' })
  },
  'pin-locked': (world) => {
    Object.assign(world.status.professionalCard, { state: 'locked', triesLeft: 0 })
  },
  'professional-removed': (world) => {
    Object.assign(world.status.professionalCard, { state: 'removed' })
  },
  'professional-stranger': (world) => {
    Object.assign(world.status.professionalCard, { practitionerName: null })
  },
  'sam-healing': (world) => {
    Object.assign(world.status.sam, { state: 'lapsed', verifying: true, nextAt: null })
  },
  'sam-console': (world) => {
    Object.assign(world.status.sam, {
      state: 'lapsed',
      nextAt: instant(30_000),
      error: { code: 'SAM_CONSOLE_NOT_RUNNING', retryable: true, details: { statusCode: 9240 } },
    })
  },
  'sam-elsewhere': (world) => {
    Object.assign(world.status.sam, {
      state: 'not-verified',
      verifiedAt: null,
      nextAt: null,
      awaitsPerson: true,
      error: { code: 'SAM_FILE_ELSEWHERE', retryable: false, details: { statusCode: 9202 } },
    })
  },
}
