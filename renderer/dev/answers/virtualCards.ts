import type { CardSession } from '../../../preload/contract/card/card.ts'
import type { ScannerPortState } from '../../../preload/contract/desk/scannerPort.ts'
import { person } from '../people.ts'
import type { PretendCamera } from '../scenes/pretendCamera.ts'
import { session } from '../scenes/sceneParts.ts'
import { instant, type World } from '../world.ts'
import { visit } from './visits.ts'

const minute = 60_000

/** A drawn head and shoulders, in the place of a photo. */
const photo = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 28"><rect width="24" height="28" fill="#b8c4d0"/><circle cx="12" cy="10" r="5" fill="#6b7683"/><path d="M2 28a10 10 0 0 1 20 0" fill="#6b7683"/></svg>',
)}`

/** A session of a virtual card that was scanned a moment ago; `virtual` changes what only such a card has. */
export const virtualSession = (virtual: object = {}, change: object = {}): CardSession =>
  session({
    medium: 'virtual',
    virtual: {
      scannedAt: instant(-minute),
      source: 'camera',
      qrUntil: instant(4 * minute),
      usableUntil: instant(58.5 * minute),
      lapsed: false,
      delegate: null,
      photo: null,
      ...virtual,
    },
    steps: [
      { step: 'read', state: 'done', ms: 0 },
      { step: 'authenticate', state: 'done', ms: 640 },
    ],
    ...change,
  })

const withVirtual =
  (virtual: object = {}, change: object = {}) =>
  (world: World): void => {
    world.session = virtualSession(virtual, change)
  }

const delegate = { relation: 'family', name: person(2).name } as const

/** Visits of virtual cards in every state, some near the end of their hour and some beyond it. */
const virtualVisits = (world: World): void => {
  const until = [52, 7, null, 31, 6, null] as const
  world.visits = world.visits.map((entry) => {
    const left = until[entry.queueNumber - 1]
    const own = left === undefined ? {} : { virtualUntil: left === null ? null : (instant(left * minute) as never) }
    return {
      ...entry,
      medium: 'virtual' as const,
      visitSequenceNumber: `V${String(entry.queueNumber).padStart(3, '0')}`,
      ...own,
      delegate: entry.queueNumber % 3 === 0 ? delegate : null,
    }
  })
}

/** What goes with a child: who brings the phone is asked first. */
const child = (): object => {
  const patient = person(21)
  const { name, nationalIdMasked, sex } = patient
  return {
    holder: { name, nationalIdMasked, sex, birthDate: '2019-05-06', age: 7, cardNumberTail: '4821' },
    patient: { ...patient, birthDate: '2019-05-06', age: 7 },
  }
}

const withScanner =
  (state: ScannerPortState) =>
  (world: World): void => {
    world.scanner = { port: { path: 'COM3', baudRate: 9600 }, state }
  }

const seeing =
  (camera: PretendCamera) =>
  (world: World): void => {
    world.camera = camera
  }

export const virtualScenes: Readonly<Record<string, (world: World) => void>> = {
  virtual: withVirtual(),
  'virtual-photo': withVirtual({ photo }),
  'virtual-child': withVirtual({}, child()),
  'virtual-delegate': withVirtual({ photo, delegate }),
  'virtual-lapsed': withVirtual({ lapsed: true, usableUntil: instant(-minute) }),
  'virtual-visits': (world) => {
    virtualVisits(world)
    world.visits.push(
      visit(15, 'in-consultation', { medium: 'virtual', virtualUntil: null, delegate, visitSequenceNumber: 'V015' }),
    )
  },
  'virtual-comes': (world) => {
    world.arriving = virtualSession({ photo })
  },
  'virtual-session-lapsed': (world) => {
    const lapsed = { code: 'VIRTUAL_CARD_LAPSED', retryable: true } as const
    const steps = [
      { step: 'read', state: 'done', ms: 0 },
      { step: 'authenticate', state: 'failed', ms: 640 },
    ] as const
    withVirtual({ lapsed: true }, { phase: 'identified', insurance: null, fault: lapsed, steps: [...steps] })(world)
  },
  'virtual-visit-used': (world) => {
    withVirtual({ photo })(world)
    world.failures['registration:register'] = {
      code: 'VIRTUAL_CARD_VISIT_USED',
      retryable: false,
      details: { statusCode: 3244, source: 'server' },
    }
  },
  'virtual-offline': (world) => {
    Object.assign(world.status.vpn, { state: 'down', since: instant(-30 * minute) })
    world.failures['virtual-card:accept'] = { code: 'VIRTUAL_CARD_NOT_REDEEMED', retryable: true }
  },
  'virtual-expired': (world) => {
    world.failures['virtual-card:accept'] = { code: 'VIRTUAL_CARD_EXPIRED', retryable: false }
  },
  'virtual-uncertain': (world) => {
    world.failures['virtual-card:accept'] = { code: 'VIRTUAL_CARD_UNCERTAIN', retryable: true }
  },
  'virtual-slow': (world) => {
    world.delays['virtual-card:accept'] = 600_000
  },
  'scanner-opening': withScanner('opening'),
  'scanner-denied': withScanner('denied'),
  'scanner-absent': withScanner('absent'),
  'camera-dark': seeing('dark'),
  'camera-far': seeing('far'),
  'camera-blurred': seeing('blurred'),
  'camera-absent': seeing('absent'),
  'camera-denied': seeing('denied'),
  'camera-in-use': seeing('in-use'),
}
