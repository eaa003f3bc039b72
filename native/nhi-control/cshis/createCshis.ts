import { ok, type Result } from '../../../preload/contract/result.ts'
import { createCallQueue } from '../control6/callQueue.ts'
import { notOffered as refusal } from '../offered.ts'
import type { NhiCapability, NhiControlPort, NhiWay } from '../port.ts'
import { createCardCalls } from './cardCalls.ts'
import { createCardReadCalls } from './cardReadCalls.ts'
import { type CallLimits, createLibraryDevice } from './libraryDevice.ts'
import { createLibrarySession } from './librarySession.ts'
import { openControl, readStatus } from './opening.ts'
import { createPinCalls } from './pinCalls.ts'
import { uploadFile } from './recordUpload.ts'
import { type HelperPrograms, startHelper } from './startHelper.ts'

/** Signatures for Web services (csHisX), virtual cards and the fetching of upload results are not in this library: see README. */
const offers: readonly NhiCapability[] = [
  'physical-card',
  'sam',
  'professional-card',
  'professional-pin-change',
  'patient-pin',
  'visit-history',
  'emergency-phone',
  'prescriptions',
  'cumulative',
  'cardless-number',
  'server-probe',
]

/** What the 5.x control software can do; the pad of the reader asks for every PIN. */
export const cshisWay: NhiWay = { adapter: 'cshis', pinEntry: 'device', offers: new Set(offers) }

const usualLimits: CallLimits = { usual: 20_000, person: 60_000, transfer: 60_000 }
/** The reader is closed in order within this time, or by the end of the helper. */
const closingMs = 3_000

export interface CshisOptions extends HelperPrograms {
  /** csHis50.dll as the settings name it. */
  readonly libraryPath: string
  /** Argument of csOpenCom; 0 is the first reader. */
  readonly comPort: number
  /** Where upload files lie while they are sent: a folder that nothing else is in. */
  readonly handInDirectory: string
  /** Shorter in tests; 20 s, 60 s with a person at the pad, 60 s for an upload when left out. */
  readonly limitsMs?: Partial<CallLimits>
}

/** The port, and what this library can do beyond it. */
export interface CshisControl extends NhiControlPort {
  /**
   * Hands a formal file of visit records in by csUploadData. It is no `uploadRecords`, because the library has no way that is
   * known to the result: the answer is the data centre's receipt for the file, and says nothing about a record.
   */
  handIn(xml: Uint8Array): Promise<Result<{ readonly opcode: string }>>
}

const notOffered = async (): Promise<Result<never>> => refusal(cshisWay.adapter)

const within = (ms: number, work: Promise<unknown>): Promise<unknown> => {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise((resolve) => {
    timer = setTimeout(resolve, ms)
  })
  return Promise.race([work, late]).finally(() => clearTimeout(timer))
}

/** The NHI by reader control software 5.x: csHis50.dll in a helper process of its own bitness (contract §6). */
export const createCshis = (options: CshisOptions): CshisControl => {
  const device = createLibraryDevice({
    libraryPath: options.libraryPath,
    start: () => startHelper(options.libraryPath, options),
    limitsMs: { ...usualLimits, ...options.limitsMs },
  })
  const session = createLibrarySession(device, options.comPort)
  const queue = createCallQueue()
  let wasOpened = false

  const open: NhiControlPort['open'] = (wanted) =>
    queue.run(() => {
      wasOpened = true
      return openControl(session, wanted?.renew ?? false)
    })

  return {
    way: cshisWay,
    status: () => queue.run(() => readStatus(session, wasOpened)),
    open,
    async reopen() {
      await within(
        closingMs,
        queue.run(async () => ok(await session.close())),
      )
      // Whoever asks for this has waited enough: a call that is still under way ends with its process.
      device.replace()
      return open()
    },
    ...createCardCalls({ session, queue }),
    ...createCardReadCalls({ session, queue }),
    ...createPinCalls({ session, queue }),
    readVirtualCard: notOffered,
    presentVirtualCard: notOffered,
    requestRemoteVisit: notOffered,
    remoteVisitToken: notOffered,
    drugAlerts: notOffered,
    signWithSam: notOffered,
    signWithCards: notOffered,
    signWithProfessionalCard: notOffered,
    uploadRecords: notOffered,
    uploadResult: notOffered,
    handIn: (xml) => queue.run(() => uploadFile(session, xml, options.handInDirectory)),
    probeServer: () =>
      queue.run(async () => {
        const verified = await session.ask('csVerifySAMDC')
        return verified.ok ? ok({ dataCentre: 0 }) : verified
      }),
    // The reader's clock is set by the control software; it is not the server's.
    serverOffsetMs: () => null,
    async dispose() {
      queue.abandon()
      await within(
        closingMs,
        queue.run(async () => ok(await session.close())),
      )
      await device.dispose()
    },
  }
}
