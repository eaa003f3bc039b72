import { createControl6 } from '../../../native/nhi-control/control6/createControl6.ts'
import type { OutboxRow } from '../../domain/upload/outboxRow.ts'
import type { CentredService, RememberedCentre } from '../../store/outbox/rememberedCentre.ts'
import { type AskRecords, askRecords } from '../catchUp/catchUpWithCloud.ts'
import { type HeldOtherwise, knowingWhatIsHeld } from '../catchUp/knowingWhatIsHeld.ts'
import { type AppointmentInbox, type PullReport, pullAppointments } from '../dispatch/appointmentPull.ts'
import { type AuditTrail, anchorAudit, anchoring } from '../dispatch/auditAnchor.ts'
import type { OutboxLedger } from '../dispatch/ledger.ts'
import type { OutboxTarget } from '../dispatch/target.ts'
import type { OutboxNhi } from '../process/mainNhi.ts'
import type { OutboxPace, OutboxSettings } from '../process/messages.ts'
import { createClinicCloud } from '../targets/clinicCloud.ts'
import { createCloudDataCentres, probeCloud } from '../targets/cloudDataCentres.ts'
import { issuedBefore } from '../targets/issuedBefore.ts'
import { createNhiUpload } from '../targets/nhiUpload.ts'
import type { ProbeAnswer } from './link.ts'

/** One receiver as the worker reaches it. */
export interface EndPoint {
  readonly target: OutboxTarget
  readonly probe: () => Promise<ProbeAnswer>
}

export interface EndPoints {
  readonly nhi: EndPoint
  /** Null when the clinic has no cloud. */
  readonly cloud: EndPoint | null
  /** Asks the cloud for its appointments; null when the clinic has none. */
  readonly pullAppointments: (() => Promise<PullReport>) | null
  /** Asks the cloud which records it holds; null when the clinic has none. */
  readonly askRecords: AskRecords | null
  /** Server time minus this PC's time: the NHI's, whose clock the law counts by, else the cloud's. */
  offsetMs(): number | null
  dispose(): Promise<void>
}

export interface EndPointsOptions {
  readonly settings: OutboxSettings
  readonly pace: OutboxPace
  readonly ledger: Pick<OutboxLedger, 'keepPayload' | 'rowsAwaiting' | 'earlierRows'>
  /** Epoch ms, server time. */
  readonly now: () => number
  /** The NHI through main's port. */
  readonly mainNhi: OutboxNhi
  readonly auditTrail: AuditTrail
  readonly appointments: AppointmentInbox
  readonly heldOtherwise: HeldOtherwise
  readonly deskId: string
  /** The data centres in use when the program last ran. */
  readonly remembered: Readonly<Record<CentredService, RememberedCentre>>
}

/**
 * Control software 6.0 serves any number of programs, so that the worker has an adapter of its own and waits for nobody. Every
 * other way in has a device that only one process may hold: main has it, and is asked.
 */
const nhiOf = (
  { controlSoftware, nhiServer }: OutboxSettings,
  mainNhi: OutboxNhi,
  dataCentre: RememberedCentre,
): OutboxNhi =>
  controlSoftware.adapter === 'control6' ? createControl6({ controlSoftware, nhiServer, dataCentre }) : mainNhi

/** A way in without a probe of its own is as near to the NHI as its SAM is. */
const probeNhi = async (nhi: OutboxNhi): Promise<ProbeAnswer> => {
  const probed = await nhi.probeServer()
  if (probed.ok) return { up: true, dataCentre: probed.value.dataCentre }
  if (probed.error.code !== 'NOT_OFFERED') return { up: false, dataCentre: null }
  return { up: (await nhi.open()).ok, dataCentre: null }
}

/** Builds the real ways out, from the settings main has sent. */
export const openEndPoints = (options: EndPointsOptions): EndPoints => {
  const { settings, pace, ledger, now, mainNhi } = options
  const { remembered } = options
  const control = nhiOf(settings, mainNhi, remembered.nhi)
  const centres = settings.clinicCloud === null ? null : createCloudDataCentres(settings.clinicCloud, remembered.cloud)
  const cloud =
    centres === null
      ? null
      : anchoring(knowingWhatIsHeld(createClinicCloud(centres), options.heldOtherwise), () =>
          anchorAudit({ ...options, centres, trail: options.auditTrail }),
        )
  const nhiName: OutboxRow['target'] = 'nhi-upload'
  return {
    nhi: {
      target: createNhiUpload({
        port: control,
        keepPayload: ledger.keepPayload,
        issuedBefore: issuedBefore(ledger),
        rowsAwaiting: (opcode) => ledger.rowsAwaiting(nhiName, opcode),
        now,
        resultPollMs: pace.resultPollMs,
      }),
      probe: () => probeNhi(control),
    },
    cloud: centres === null || cloud === null ? null : { target: cloud.target, probe: () => probeCloud(centres) },
    pullAppointments: centres === null ? null : () => pullAppointments({ centres, inbox: options.appointments, now }),
    askRecords: centres === null ? null : askRecords(centres),
    offsetMs: () => control.serverOffsetMs() ?? centres?.serverOffsetMs() ?? null,
    dispose: async () => {
      await cloud?.idle()
      await Promise.all([control.dispose(), centres?.close()])
    },
  }
}
