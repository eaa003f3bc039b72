import type { ErrorCode } from '../../preload/contract/errors.ts'
import { fail, ok, type Result } from '../../preload/contract/result.ts'
import { toRocDateTime } from '../../preload/contract/rocDate.ts'
import { createFakeVisitBook, type FakeVisit, fakeIdentity } from './fakeVisitBook.ts'
import type {
  CardPrescription,
  CardsSignature,
  ControlStatus,
  CriticalIllness,
  CumulativeYear,
  NhiCapability,
  NhiControlPort,
  NhiWay,
  PrescriptionWrite,
  RegisteredPerson,
  TreatmentWrite,
} from './port.ts'

/** A patient card as the fake NHI knows it. */
export interface FakeNhiCard {
  readonly person: RegisteredPerson
  readonly criticalIllnesses?: readonly CriticalIllness[]
  readonly emergencyPhone?: string
  readonly cumulative?: readonly CumulativeYear[]
  /** The patient's own PIN; none when left out. */
  readonly pin?: string
}

/** What happens to one coming call instead of its usual course. */
type Trouble =
  /** Carried out, but the answer never arrives. */
  | { readonly kind: 'lose-reply' }
  /** Not carried out. */
  | { readonly kind: 'refuse'; readonly code: ErrorCode; readonly statusCode: number | null }

type Call = Exclude<keyof NhiControlPort, 'way' | 'serverOffsetMs' | 'dispose'>

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
  /** Forgets the SAM's verification, as control software that was started anew does. */
  lapseSam(): void
  /** QR text that stands for this person's virtual card, good for one presentation. */
  makeVirtualCard(card: FakeNhiCard): string
  /** The patient's answer in the app to the remote visit with this access token. */
  decideRemoteVisit(accessToken: string, virtualCardToken: string | null): void
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
const professionalCardNumber = '990000000001'
const professionalPuk = '12345678'
const wrongPinsToLock = 3
const isPin = (pin: string, digits: RegExp): boolean => digits.test(pin)

/** The fake can do everything, so that whatever stands on the port can be tested with it; a test may narrow it. */
const everything: readonly NhiCapability[] = [
  'physical-card',
  'virtual-card',
  'sam',
  'professional-card',
  'professional-pin-change',
  'patient-pin',
  'emergency-phone',
  'prescriptions',
  'cumulative',
  'cardless-number',
  'remote-visit',
  'record-upload',
]

/** The NHI in memory, for tests of what stands on the port: it counts serials and loses answers on demand. */
export const createFakeNhiControl = (
  options: { readonly now?: () => number; readonly way?: NhiWay } = {},
): FakeNhiControl => {
  const now = options.now ?? Date.now
  const way: NhiWay = options.way ?? { adapter: 'control6', pinEntry: 'screen', offers: new Set(everything) }
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
  const virtualCards = new Map<string, FakeNhiCard | 'used'>()
  const remoteVisits = new Map<string, string | 'pending' | 'refused'>()
  const orders: CardPrescription[] = []
  let virtualCard: FakeNhiCard | null = null
  let patientPin: { readonly cardNumber: string; readonly pin: string; verified: boolean } | null = null
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
    const speaking = virtualCard ?? card
    if (speaking === null) return fail('CARD_ABSENT', { retryable: true, details: { statusCode: 4013 } })
    const locked = virtualCard === null && patientPin?.verified === false
    return locked ? fail('PATIENT_PIN_NEEDED', { details: { statusCode: 1511 } }) : act(speaking)
  }
  const withProfessional = <T>(act: () => Result<T>): Result<T> => {
    if (professional === null) return fail('PROFESSIONAL_CARD_ABSENT', { retryable: true })
    return professional.verified ? act() : fail('PROFESSIONAL_PIN_NEEDED')
  }
  /** The virtual card behind a QR text, or why there is none. */
  const scanned = (token: string): Result<FakeNhiCard> => {
    const found = virtualCards.get(token)
    if (found === undefined) return fail('VIRTUAL_CARD_UNKNOWN', { details: { statusCode: 1019 } })
    return found === 'used' ? fail('VIRTUAL_CARD_USED', { details: { statusCode: 1020 } }) : ok(found)
  }
  const signature = { ...fakeIdentity, clientRandom: 'fake-random', signature: 'fake-signature' }
  const notOffered = (capability: NhiCapability): Result<never> | null =>
    way.offers.has(capability) ? null : fail('NOT_OFFERED', { details: { adapter: way.adapter } })
  const script = (name: Call, trouble: Trouble): void => {
    troubles.set(name, [...(troubles.get(name) ?? []), trouble])
  }

  return {
    way,
    status: () => call('status', 'local', () => ok(status())),
    open: ({ renew = false } = {}) =>
      call('open', opened && !renew ? 'local' : 'server', () => {
        opened = true
        return ok(status())
      }),
    reopen: () =>
      call('reopen', 'server', () => {
        opened = true
        if (professional !== null) professional.verified = false
        virtualCard = null
        return ok(status())
      }),
    logOutPatientCard: () =>
      call('logOutPatientCard', 'local', () => {
        virtualCard = null
        if (patientPin !== null) patientPin.verified = false
        return ok(null)
      }),
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
        return withProfessional(() => ok({ nationalId: professionalId }))
      }),
    logOutProfessionalCard: () =>
      call('logOutProfessionalCard', 'local', () => {
        if (professional !== null) professional.verified = false
        return ok(null)
      }),
    changeProfessionalPin: (newPin) =>
      call('changeProfessionalPin', 'local', () =>
        withProfessional(() => {
          if (!isPin(newPin, /^\d{6,8}$/)) return fail('PIN_CHANGE_FAILED', { details: { statusCode: 5108 } })
          professional = { pin: newPin, wrong: 0, verified: true }
          return ok(null)
        }),
      ),
    unlockProfessionalPin: (puk, newPin) =>
      call('unlockProfessionalPin', 'local', () => {
        if (professional === null) return fail('PROFESSIONAL_CARD_ABSENT', { retryable: true })
        if (puk !== professionalPuk) return fail('PROFESSIONAL_PIN_WRONG', { details: { statusCode: 9039 } })
        if (!isPin(newPin, /^\d{6,8}$/)) return fail('PIN_CHANGE_FAILED', { details: { statusCode: 5108 } })
        professional = { pin: newPin, wrong: 0, verified: false }
        return ok(null)
      }),
    verifyPatientPin: (pin) =>
      call('verifyPatientPin', 'local', () => {
        if (patientPin === null) return ok(null)
        patientPin.verified = patientPin.pin === pin
        return patientPin.verified ? ok(null) : fail('PATIENT_PIN_WRONG', { details: { statusCode: 5102 } })
      }),
    changePatientPin: (newPin) =>
      call('changePatientPin', 'local', () => {
        if (patientPin?.verified === false) return fail('PATIENT_PIN_NEEDED', { details: { statusCode: 1511 } })
        if (card === null) return fail('CARD_ABSENT', { retryable: true, details: { statusCode: 4013 } })
        if (!isPin(newPin, /^\d{4,6}$/)) return fail('PIN_CHANGE_FAILED', { details: { statusCode: 5108 } })
        patientPin = { cardNumber: card.person.cardNumber, pin: newPin, verified: true }
        return ok(null)
      }),
    disablePatientPin: () =>
      call('disablePatientPin', 'local', () => {
        if (patientPin?.verified === false) return fail('PATIENT_PIN_NEEDED', { details: { statusCode: 1511 } })
        patientPin = null
        return ok(null)
      }),
    registeredPerson: () => call('registeredPerson', 'server', () => withCard(({ person }) => ok(person))),
    cardValidity: () =>
      call('cardValidity', 'server', () =>
        withCard(({ person: { validUntil, remainingCount } }) => ok({ validUntil, remainingCount })),
      ),
    updateCard: () => call('updateCard', 'server', () => withCard(() => ok(null))),
    emergencyPhone: () =>
      call(
        'emergencyPhone',
        'server',
        () => notOffered('emergency-phone') ?? withCard(({ emergencyPhone }) => ok(emergencyPhone ?? '')),
      ),
    criticalIllnesses: () =>
      call('criticalIllnesses', 'server', () =>
        withProfessional(() => withCard((inserted) => ok(inserted.criticalIllnesses ?? []))),
      ),
    cardVisitsWithDiagnoses: () =>
      call('cardVisitsWithDiagnoses', 'server', () =>
        withProfessional(() =>
          withCard(({ person }) =>
            ok(
              book.ofCard(person.cardNumber).map((visit) => ({
                ...visit,
                diagnoses:
                  treatments.find((each) => each.treatmentDateTime === visit.treatmentDateTime)?.diagnoses ?? [],
              })),
            ),
          ),
        ),
      ),
    cardPrescriptions: () =>
      call(
        'cardPrescriptions',
        'server',
        () => notOffered('prescriptions') ?? withProfessional(() => withCard(() => ok([...orders]))),
      ),
    cumulativeData: () =>
      call(
        'cumulativeData',
        'server',
        () => notOffered('cumulative') ?? withCard(({ cumulative }) => ok(cumulative ?? [])),
      ),
    readVirtualCard: (token) =>
      call('readVirtualCard', 'server', () => {
        const found = scanned(token)
        if (!found.ok) return found
        const { cardNumber, name, nationalId, birthDate, sex } = found.value.person
        return ok({ cardNumber, name, nationalId, birthDate, sex, identityStatus: '1' })
      }),
    presentVirtualCard: (token) =>
      call('presentVirtualCard', 'server', () => {
        const found = scanned(token)
        if (!found.ok) return found
        virtualCards.set(token, 'used')
        virtualCard = found.value
        return ok(null)
      }),
    requestRemoteVisit: () =>
      call('requestRemoteVisit', 'server', () => {
        const accessToken = `fake-access-${remoteVisits.size + 1}`
        remoteVisits.set(accessToken, 'pending')
        return ok({ accessToken })
      }),
    remoteVisitToken: (accessToken) =>
      call('remoteVisitToken', 'server', () => {
        const answer = remoteVisits.get(accessToken)
        if (answer === undefined) return fail('NOT_AUTHENTICATED', { details: { statusCode: 3237 } })
        if (answer === 'refused') return fail('NHI_REFUSED', { details: { statusCode: 3240 } })
        return ok({ token: answer === 'pending' ? null : answer })
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
    writePrescriptions: (treatmentDateTime, written) =>
      call('writePrescriptions', 'server', () =>
        withCard(() => {
          prescriptions.push(...written)
          orders.push(
            ...written.map(({ orderType, code, site, usage, days, totalQuantity }) => ({
              treatmentDateTime,
              orderType,
              code,
              site,
              usage,
              days,
              totalQuantity,
            })),
          )
          return ok(written.map(() => book.newOrderSignature()))
        }),
      ),
    signWithSam: () => call('signWithSam', 'local', () => ok(signature)),
    signWithCards: (cards) =>
      call('signWithCards', 'local', () =>
        withCard<CardsSignature>(({ person: { cardNumber, nationalId } }) => {
          if (cards === 'two') return ok({ ...signature, cardNumber, nationalId, professional: null })
          return withProfessional(() =>
            ok({
              ...signature,
              cardNumber,
              nationalId,
              professional: { cardNumber: professionalCardNumber, nationalId: professionalId },
            }),
          )
        }),
      ),
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
      patientPin =
        inserted.pin === undefined
          ? null
          : { cardNumber: inserted.person.cardNumber, pin: inserted.pin, verified: false }
    },
    removeCard() {
      card = null
      patientPin = null
    },
    lapseSam() {
      opened = false
    },
    makeVirtualCard(behind) {
      const token = `fake-qr-${virtualCards.size + 1}`
      virtualCards.set(token, behind)
      return token
    },
    decideRemoteVisit(accessToken, virtualCardToken) {
      remoteVisits.set(accessToken, virtualCardToken ?? 'refused')
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
