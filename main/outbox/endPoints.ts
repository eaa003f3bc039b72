import { createControl6 } from '../../native/nhi-control/control6/createControl6.ts'
import type { OutboxRow } from '../domain/outboxRow.ts'
import type { OutboxLedger } from './ledger.ts'
import type { ProbeAnswer } from './link.ts'
import type { OutboxPace, OutboxSettings } from './messages.ts'
import type { OutboxTarget } from './target.ts'
import { createClinicCloud } from './targets/clinicCloud.ts'
import { createCloudDataCentres, probeCloud } from './targets/cloudDataCentres.ts'
import { createNhiUpload } from './targets/nhiUpload.ts'

/** One receiver as the worker reaches it. */
export interface EndPoint {
  readonly target: OutboxTarget
  readonly probe: () => Promise<ProbeAnswer>
}

export interface EndPoints {
  readonly nhi: EndPoint
  /** Null when the clinic has no cloud. */
  readonly cloud: EndPoint | null
  /** Server time minus this PC's time: the NHI's, whose clock the law counts by, else the cloud's. */
  offsetMs(): number | null
  dispose(): Promise<void>
}

export interface EndPointsOptions {
  readonly settings: OutboxSettings
  readonly pace: OutboxPace
  readonly ledger: Pick<OutboxLedger, 'keepPayload' | 'rowsAwaiting'>
  /** Epoch ms, server time. */
  readonly now: () => number
}

/** Builds the real ways out: the worker's own control-software adapter and cloud client, from the settings main has sent. */
export const openEndPoints = ({ settings, pace, ledger, now }: EndPointsOptions): EndPoints => {
  const control = createControl6({ controlSoftware: settings.controlSoftware, nhiServer: settings.nhiServer })
  const centres = settings.clinicCloud === null ? null : createCloudDataCentres(settings.clinicCloud)
  const nhiName: OutboxRow['target'] = 'nhi-upload'
  return {
    nhi: {
      target: createNhiUpload({
        port: control,
        keepPayload: ledger.keepPayload,
        rowsAwaiting: (opcode) => ledger.rowsAwaiting(nhiName, opcode),
        now,
        resultPollMs: pace.resultPollMs,
      }),
      probe: async () => {
        const answer = await control.probeServer()
        return { up: answer.ok, dataCentre: answer.ok ? answer.value.dataCentre : null }
      },
    },
    cloud: centres === null ? null : { target: createClinicCloud(centres), probe: () => probeCloud(centres) },
    offsetMs: () => control.serverOffsetMs() ?? centres?.serverOffsetMs() ?? null,
    dispose: async () => {
      await Promise.all([control.dispose(), centres?.close()])
    },
  }
}
