import type { CardReaderPort } from '../../../native/card-reader/port.ts'
import type { NhiControlPort } from '../../../native/nhi-control/port.ts'
import type { ControlSoftware, NhiAdapter, WayFinding } from '../../../preload/contract/desk/controlSoftware.ts'
import type { CheckFacts } from '../../../preload/contract/desk/readerCheck.ts'
import type { DeskStatus } from '../../../preload/contract/desk/status.ts'
import type { Result } from '../../../preload/contract/result.ts'

/** One data centre, asked by itself. */
export interface CheckedServer {
  /** Host and port, without whatever else an address may carry. */
  readonly host: string
  ask(signal: AbortSignal): Promise<Result<{ readonly offsetMs: number | null }>>
}

/** All that the reader check looks at. Put together in main/app/openReaderCheck.ts, and by tests of fakes. */
export interface CheckedDesk {
  readonly program: CheckFacts['program']
  readonly reader: Pick<CardReaderPort, 'readers' | 'readPublicProfile'>
  readonly status: () => DeskStatus
  /** Null while the clinic has not been set up, and for a way that this program doesn't have. */
  readonly control: Pick<NhiControlPort, 'status'> | null
  /** As the settings say it, `auto` included; null while the clinic has not been set up. */
  readonly controlSoftware: ControlSoftware | null
  readonly builtWays: ReadonlySet<NhiAdapter>
  findWays(settings: ControlSoftware): Promise<readonly WayFinding[]>
  /** The certificate that the control software shows now. */
  certificate(baseUrl: string): Promise<Result<{ readonly sha256Fingerprint: string }>>
  /** In the order of the settings. */
  readonly nhiServers: readonly CheckedServer[]
  readonly cloudServers: readonly CheckedServer[]
  /** Reads something from the store; rejects when it can't. */
  askStore(): Promise<void>
  /** Free space where the store lies; rejects where the system doesn't tell. */
  freeBytes(): Promise<number>
}
