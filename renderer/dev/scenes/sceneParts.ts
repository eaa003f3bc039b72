import { type CardSession, CardSessionSchema } from '../../../preload/contract/card/card.ts'
import { SettingsSchema } from '../../../preload/contract/desk/settings.ts'
import { DeskStatusSchema } from '../../../preload/contract/desk/status.ts'
import fixtures from '../fixtures.json'
import { patientCardId } from '../handlers.ts'
import { person } from '../people.ts'
import { instant, type World } from '../world.ts'

const hour = 3_600_000

export const settings = SettingsSchema.parse({
  version: 1,
  demonstration: true,
  clinic: { providerNumber: '3501200000', name: fixtures.clinic, medicalCategory: '11', registrationFee: 150 },
  desk: { id: 'desk-1', name: fixtures.desk, person: fixtures.person },
  readers: { patient: 'NHI Reader Patient', professional: 'NHI Reader Professional' },
  controlSoftware: { adapter: 'control6', baseUrl: 'https://localhost:5066', sha256Fingerprint: '', initialName: '' },
  nhiServer: { baseUrls: ['https://127.0.0.1:9443', 'https://127.0.0.1:9444'], caFile: '/demo/ca.pem' },
  clinicCloud: {
    baseUrls: ['https://127.0.0.1:9543'],
    caFile: '/demo/ca.pem',
    clientCertFile: '/demo/client.pem',
    clientKeyFile: '/demo/client.key',
  },
  practitioners: fixtures.doctors.map((doctor) => ({ ...doctor, department: '01', role: 'doctor' })),
  rooms: fixtures.rooms.map(({ roomId, name }) => ({ id: roomId, name })),
  selfPayItems: fixtures.selfPayItems,
})

export const status = DeskStatusSchema.parse({
  reader: {
    state: 'ready',
    readerName: 'NHI Reader Patient 00 00',
    cardPresent: false,
    readers: [
      { name: 'NHI Reader Patient 00 00', role: 'patient', cardPresent: false, watched: true },
      { name: 'NHI Reader Professional 01 00', role: 'professional', cardPresent: true, watched: true },
    ],
    roles: { patient: 'assigned', professional: 'assigned' },
    choiceNeeded: false,
  },
  controlSoftware: { state: 'ok', error: null, way: 'control6', findings: [] },
  sam: {
    state: 'verified',
    verifiedAt: instant(-hour),
    verifying: false,
    nextAt: instant(6 * hour),
    error: null,
    awaitsPerson: false,
  },
  professionalCard: {
    state: 'verified',
    practitionerName: fixtures.doctors[0]?.name ?? null,
    nationalIdMasked: 'A1******89',
    since: instant(-hour),
    triesLeft: null,
  },
  pins: { entry: 'screen', professionalChange: true, patient: true },
  vpn: { state: 'up', since: instant(-hour), dataCentre: 0 },
  cloud: { state: 'up', dataCentre: 0 },
  outbox: {
    unsent: 4,
    rejected: 0,
    quarantined: 0,
    nearestDeadline: instant(19.4 * hour),
    overdue: 0,
    running: true,
    pausedUntil: null,
    nhiOffered: true,
    cloudFindings: 0,
  },
  deadlines: { upload: { next: null, late: 0 }, signature: { next: null, late: 0 } },
  clock: { offsetMs: 320 },
  desk: { name: fixtures.desk, person: fixtures.person },
})

export const session = (change: object = {}): CardSession => {
  const patient = person(21)
  return CardSessionSchema.parse({
    sessionId: patientCardId,
    medium: 'plastic',
    virtual: null,
    phase: 'authenticated',
    insertedAt: instant(),
    steps: [
      { step: 'read', state: 'done', ms: 96 },
      { step: 'authenticate', state: 'done', ms: 1240 },
    ],
    holder: {
      name: patient.name,
      nationalIdMasked: patient.nationalIdMasked,
      birthDate: patient.birthDate,
      age: patient.age,
      sex: patient.sex,
      cardNumberTail: '4821',
    },
    patient: { ...patient, allergies: fixtures.allergies, note: fixtures.note },
    insurance: {
      insuredMark: '3',
      validUntil: '2028-12-31',
      remainingCount: 5,
      catastrophicIllnesses: [{ code: 'C50', validUntil: '2027-05-31' }],
      threeCards: true,
    },
    fault: null,
    proposedException: null,
    ...change,
  })
}

/** A card lies in the patient’s reader. */
export const withCard =
  (change: object = {}) =>
  (world: World): void => {
    world.session = session(change)
    world.status.reader.cardPresent = true
  }
