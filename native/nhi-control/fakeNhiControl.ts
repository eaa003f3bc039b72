import type { ErrorCode } from '../../preload/contract/errors.ts'
import { fail, ok, type Result } from '../../preload/contract/result.ts'
import { toRocDateTime } from '../../preload/contract/rocDate.ts'
import { createFakeVisitBook, type FakeVisit, fakeIdentity } from './fakeVisitBook.ts'
import type {
  ControlStatus,
  CriticalIllness,
  NhiControlPort,
  PrescriptionWrite,
  RegisteredPerson,
  TreatmentWrite,
} from './port.ts'

/** A patient card as the fake NHI knows it. */
export interface FakeNhiCard {
  readonly person: RegisteredPerson
  readonly criticalIllnesses?: readonly CriticalIllness[]
}

/** What happens to one coming call instead of its usual course. */
type Trouble =
  /** Carried out, but the answer never arrives. */
  | { readonly kind: 'lose-reply' }
  /** Not carried out. */
  | { readonly kind: 'refuse'; readonly code: ErrorCode; readonly statusCode: number | null }

type Call = Exclude<keyof NhiControlPort, 'serverOffsetMs' | 'dispose'>

export interface FakeNhiControl extends NhiControlPort {
  insertCard(card: FakeNhiCard): void
  removeCard(): void
  insertProfessionalCard(pin: string): void
  removeProfessionalCard(): void
  /** Cuts the way to the NHI's server: nothing arrives there. */
  cutServer(cut: boolean): void
  /** The next call of this name is carried out and its answer lost. */
  loseNextReply(call: Call): void
  /** The next call of this name is refused. */
  refuseNext(call: Call, code: ErrorCode, statusCode?: number): void
  /** Calls of this name wait until the returned function is called. */
  hold(call: Call): () => void
  setServerOffset(ms: number | null): void
  /** Every call so far, in order. */
  readonly calls: readonly Call[]
  readonly visits: readonly FakeVisit[]
  readonly treatments: readonly TreatmentWrite[]
  readonly prescriptions: readonly PrescriptionWrite[]
  readonly uploads: readonly { readonly opcode: string; readonly xml: Uint8Array; readonly mode: string }[]
  /** The text that `uploadResult` gives for an opcode; not ready without one. */
  readonly results: Map<string, string>
}

/** Of the one professional that the fake knows. */
const professionalId = 'A123456789'
const wrongPinsToLock = 3

/** The NHI in memory, for tests of what stands on the port: it counts serials and loses answers on demand. */
export const createFakeNhiControl = (options: { readonly now?: () => number } = {}): FakeNhiControl => {
  const now = options.now ?? Date.now
  const calls: Call[] = []
  const troubles = new Map<Call, Trouble[]>()
  const gates = new Map<Call, Promise<void>>()
  const book = createFakeVisitBook(now)
  const treatments: TreatmentWrite[] = []
  const prescriptions: PrescriptionWrite[] = []
  const uploads: { opcode: string; xml: Uint8Array; mode: string }[] = []
  const results = new Map<string, string>()
  let card: FakeNhiCard | null = null
  let professional: { readonly pin: string; wrong: number; verified: boolean } | null = null
  let opened = false
  let cut = false
  let offsetMs: number | null = 0

  const status = (): ControlStatus => ({
    initialised: opened,
    sam: opened ? 'verified' : 'not-verified',
    professionalCard: professional === null ? 'none' : professional.verified ? 'verified' : 'pin-pending',
    patientCard: card === null ? 'none' : opened ? 'authenticated' : 'present',
  })
  const noVisit = (): Result<never> => fail('NHI_REFUSED', { details: { statusCode: 3208 } })

  /** One call: its trouble, its gate, then what it does. */
  const call = async <T>(name: Call, where: 'local' | 'server', act: () => Result<T>): Promise<Result<T>> => {
    calls.push(name)
    const trouble = troubles.get(name)?.shift()
    await gates.get(name)
    if (trouble?.kind === 'refuse') {
      return fail(trouble.code, trouble.statusCode === null ? {} : { details: { statusCode: trouble.statusCode } })
    }
    if (where === 'server' && cut) return fail('NHI_UNREACHABLE', { retryable: true })
    const result = act()
    return trouble?.kind === 'lose-reply' ? fail('NHI_REPLY_LOST', { retryable: true }) : result
  }
  const withCard = <T>(act: (inserted: FakeNhiCard) => Result<T>): Result<T> => {
    if (!opened) return fail('SAM_NOT_VERIFIED', { retryable: true, details: { statusCode: 4050 } })
    return card === null ? fail('CARD_ABSENT', { retryable: true, details: { statusCode: 4013 } }) : act(card)
  }
  const signature = { ...fakeIdentity, clientRandom: 'fake-random', signature: 'fake-signature' }
  const script = (name: Call, trouble: Trouble): void => {
    troubles.set(name, [...(troubles.get(name) ?? []), trouble])
  }

  return {
    status: () => call('status', 'local', () => ok(status())),
    open: () =>
      call('open', opened ? 'local' : 'server', () => {
        opened = true
        return ok(status())
      }),
    logOutPatientCard: () => call('logOutPatientCard', 'local', () => ok(null)),
    verifyProfessionalPin: (pin) =>
      call('verifyProfessionalPin', 'local', () => {
        if (professional === null) return fail('PROFESSIONAL_CARD_ABSENT', { retryable: true })
        if (professional.wrong >= wrongPinsToLock) return fail('PROFESSIONAL_PIN_LOCKED')
        professional.verified = professional.pin === pin
        professional.wrong = professional.verified ? 0 : professional.wrong + 1
        if (professional.verified) return ok(null)
        return fail(professional.wrong >= wrongPinsToLock ? 'PROFESSIONAL_PIN_LOCKED' : 'PROFESSIONAL_PIN_WRONG')
      }),
    professionalCardHolder: () =>
      call('professionalCardHolder', 'local', () => {
        if (professional === null) return fail('PROFESSIONAL_CARD_ABSENT', { retryable: true })
        return professional.verified ? ok({ nationalId: professionalId }) : fail('PROFESSIONAL_PIN_NEEDED')
      }),
    registeredPerson: () => call('registeredPerson', 'server', () => withCard(({ person }) => ok(person))),
    criticalIllnesses: () =>
      call('criticalIllnesses', 'server', () => {
        if (professional === null) return fail('PROFESSIONAL_CARD_ABSENT', { retryable: true })
        if (!professional.verified) return fail('PROFESSIONAL_PIN_NEEDED')
        return withCard((inserted) => ok(inserted.criticalIllnesses ?? []))
      }),
    cardVisits: () => call('cardVisits', 'server', () => withCard(({ person }) => ok(book.ofCard(person.cardNumber)))),
    nextSerial: ({ treatmentItem }) =>
      call('nextSerial', 'server', () => withCard(({ person }) => ok(book.take(person.cardNumber, treatmentItem)))),
    rollbackSerial: (treatmentDateTime) =>
      call('rollbackSerial', 'server', () => withCard(() => (book.takeBack(treatmentDateTime) ? ok(null) : noVisit()))),
    treatmentNumberOfCard: (treatmentDateTime) =>
      call('treatmentNumberOfCard', 'server', () =>
        withCard(() => {
          const visit = book.find(treatmentDateTime)
          return visit === undefined ? noVisit() : ok(visit.treatmentNumber)
        }),
      ),
    treatmentNumberWithoutCard: () =>
      call('treatmentNumberWithoutCard', 'server', () =>
        ok({ treatmentDateTime: toRocDateTime(now()), treatmentNumber: book.newTreatmentNumber() }),
      ),
    writeTreatment: (input) =>
      call('writeTreatment', 'server', () =>
        withCard(() => {
          if (book.find(input.treatmentDateTime) === undefined) return noVisit()
          const isWritten = treatments.some((each) => each.treatmentDateTime === input.treatmentDateTime)
          if (!isWritten) treatments.push(input)
          return ok(null)
        }),
      ),
    writePrescriptions: (_treatmentDateTime, orders) =>
      call('writePrescriptions', 'server', () =>
        withCard(() => {
          prescriptions.push(...orders)
          return ok(orders.map(() => book.newOrderSignature()))
        }),
      ),
    signWithSam: () => call('signWithSam', 'local', () => ok(signature)),
    uploadRecords: (xml, mode) =>
      call('uploadRecords', 'server', () => {
        const opcode = `FAKE${uploads.length + 1}`
        uploads.push({ opcode, xml, mode })
        return ok({ opcode })
      }),
    uploadResult: (opcode) => call('uploadResult', 'server', () => ok({ text: results.get(opcode) ?? null })),
    probeServer: () => call('probeServer', 'server', () => ok({ dataCentre: 0 })),
    serverOffsetMs: () => offsetMs,
    dispose: async () => undefined,

    insertCard(inserted) {
      card = inserted
    },
    removeCard() {
      card = null
    },
    insertProfessionalCard(pin) {
      professional = { pin, wrong: 0, verified: false }
    },
    removeProfessionalCard() {
      professional = null
    },
    cutServer(isCut) {
      cut = isCut
    },
    loseNextReply: (name) => script(name, { kind: 'lose-reply' }),
    refuseNext: (name, code, statusCode) => script(name, { kind: 'refuse', code, statusCode: statusCode ?? null }),
    hold(name) {
      let release = (): void => undefined
      gates.set(
        name,
        new Promise((resolve) => {
          release = () => {
            gates.delete(name)
            resolve()
          }
        }),
      )
      return () => release()
    },
    setServerOffset(ms) {
      offsetMs = ms
    },
    calls,
    visits: book.visits,
    treatments,
    prescriptions,
    uploads,
    results,
  }
}
