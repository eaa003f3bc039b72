import type { NhiCapability, NhiControlPort } from '../../../native/nhi-control/port.ts'
import type { NhiAdapter, WayFinding } from '../../../preload/contract/desk/controlSoftware.ts'
import type { Settings } from '../../../preload/contract/desk/settings.ts'
import type { DeskStatus } from '../../../preload/contract/desk/status.ts'
import type { AppError } from '../../../preload/contract/result.ts'
import { instantOf } from '../context.ts'

/** The parts of the status that other rooms report. */
export interface StatusReports {
  /** The sync worker's links, as it sees them by trying. */
  readonly links: {
    readonly nhi: DeskStatus['vpn']['state']
    readonly nhiDataCentre: number | null
    readonly cloud: DeskStatus['cloud']['state']
    readonly cloudDataCentre: number | null
  }
  readonly outbox: DeskStatus['outbox']
}

/** One desk's status, kept up to date and published whenever something in it changed. */
export interface DeskStatusBoard {
  current(): DeskStatus
  change(patch: Partial<DeskStatus>): void
  /** Takes over what the sync worker says of its links. */
  links(links: StatusReports['links']): void
}

export const createDeskStatus = (options: {
  /** The way in to the NHI; null while the clinic has not been set up. */
  readonly control: Pick<NhiControlPort, 'way'> | null
  /** The way in that is taken; null while the clinic has not been set up. */
  readonly way?: { readonly adapter: NhiAdapter; readonly findings: readonly WayFinding[] } | null
  /** Why there is no control although there is a way. */
  readonly wayError?: AppError | null
  readonly settings: Settings | null
  readonly now: () => number
  readonly publish: (status: DeskStatus) => void
}): DeskStatusBoard => {
  const { settings } = options
  const way = options.control?.way ?? null
  const startOf = (capability: NhiCapability): 'unknown' | 'not-needed' =>
    way === null || way.offers.has(capability) ? 'unknown' : 'not-needed'
  let status: DeskStatus = {
    reader: {
      state: 'restarting',
      readerName: null,
      cardPresent: false,
      readers: [],
      roles: { patient: 'unset', professional: 'unset' },
      choiceNeeded: false,
    },
    controlSoftware: {
      state: options.control === null ? 'not-configured' : 'unknown',
      error: options.wayError ?? null,
      way: options.way?.adapter ?? null,
      findings: [...(options.way?.findings ?? [])],
    },
    // A way in that does without has nothing that anybody would ask about later.
    sam: { state: startOf('sam'), verifiedAt: null, verifying: false, nextAt: null, error: null, awaitsPerson: false },
    professionalCard: {
      state: startOf('professional-card'),
      practitionerName: null,
      nationalIdMasked: null,
      since: null,
      triesLeft: null,
    },
    pins: {
      entry: way?.pinEntry ?? 'screen',
      professionalChange: way?.offers.has('professional-pin-change') ?? false,
      patient: way?.offers.has('patient-pin') ?? false,
    },
    vpn: { state: 'unknown', since: null, dataCentre: null },
    cloud: { state: 'unknown', dataCentre: null },
    outbox: {
      unsent: 0,
      rejected: 0,
      quarantined: 0,
      nearestDeadline: null,
      overdue: 0,
      running: false,
      pausedUntil: null,
      nhiOffered: way?.offers.has('record-upload') ?? true,
      cloudFindings: 0,
    },
    deadlines: { upload: { next: null, late: 0 }, signature: { next: null, late: 0 } },
    clock: { offsetMs: null },
    desk: { name: settings?.desk.name ?? '', person: settings?.desk.person ?? '' },
  }

  const change = (patch: Partial<DeskStatus>): void => {
    const next = { ...status, ...patch }
    if (JSON.stringify(next) === JSON.stringify(status)) return
    status = next
    options.publish(status)
  }

  return {
    current: () => status,
    change,
    links: ({ nhi, nhiDataCentre, cloud, cloudDataCentre }) =>
      change({
        vpn: {
          state: nhi,
          since: nhi === status.vpn.state ? status.vpn.since : instantOf(options.now()),
          dataCentre: nhiDataCentre,
        },
        cloud: { state: cloud, dataCentre: cloudDataCentre },
      }),
  }
}
