import type { CardReaderPort } from '../../native/card-reader/port.ts'
import type { NhiControlPort } from '../../native/nhi-control/port.ts'
import type { NhiAdapter, WayFinding } from '../../preload/contract/controlSoftware.ts'
import type { AppError, Result } from '../../preload/contract/result.ts'
import type { Settings } from '../../preload/contract/settings.ts'
import type { DeskStatus } from '../../preload/contract/status.ts'
import { type DeskContext, instantOf } from './context.ts'

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
  /** Asks the control software now and takes the answer over. */
  askControl(): Promise<Result<null>>
  /** A wrong-PIN answer said that the professional card is locked. */
  locked(): void
}

const controlStates: Partial<Record<AppError['code'], DeskStatus['controlSoftware']['state']>> = {
  CONTROL_ABSENT: 'absent',
  CONTROL_TIMEOUT: 'slow',
  CONTROL_FINGERPRINT: 'fingerprint',
  NOT_CONFIGURED: 'not-configured',
}

export const createDeskStatus = (options: {
  readonly reader: CardReaderPort
  readonly control: NhiControlPort | null
  /** The way in that is taken; null while the clinic has not been set up. */
  readonly way?: { readonly adapter: NhiAdapter; readonly findings: readonly WayFinding[] } | null
  /** Why there is no control although there is a way. */
  readonly wayError?: AppError | null
  readonly settings: Settings | null
  readonly now: () => number
  readonly publish: (status: DeskStatus) => void
}): DeskStatusBoard => {
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
    sam: { state: 'unknown', verifiedAt: null },
    professionalCard: { state: 'unknown', practitionerName: null },
    vpn: { state: 'unknown', since: null, dataCentre: null },
    cloud: { state: 'unknown', dataCentre: null },
    outbox: { unsent: 0, rejected: 0, quarantined: 0, nearestDeadline: null, overdue: 0, running: false },
    clock: { offsetMs: null },
    desk: { name: options.settings?.desk.name ?? '', person: options.settings?.desk.person ?? '' },
  }
  let isLocked = false

  const change = (patch: Partial<DeskStatus>): void => {
    const next = { ...status, ...patch }
    if (JSON.stringify(next) === JSON.stringify(status)) return
    status = next
    options.publish(status)
  }

  /** Who is signed in: by the practitioners of the settings; asked once for each verification. */
  const signedInName = async (): Promise<string | null> => {
    if (status.professionalCard.practitionerName !== null) return status.professionalCard.practitionerName
    const holder = await options.control?.professionalCardHolder()
    if (holder?.ok !== true) return null
    return options.settings?.practitioners.find((person) => person.nationalId === holder.value.nationalId)?.name ?? null
  }

  const askControl = async (): Promise<Result<null>> => {
    if (options.control === null) return { ok: true, value: null }
    const answer = await options.control.status()
    if (!answer.ok) {
      isLocked = false
      change({
        controlSoftware: {
          ...status.controlSoftware,
          state: controlStates[answer.error.code] ?? 'bad-reply',
          error: answer.error,
        },
        sam: { state: 'unknown', verifiedAt: status.sam.verifiedAt },
        professionalCard: { state: 'unknown', practitionerName: null },
      })
      return answer
    }
    const { sam, professionalCard } = answer.value
    if (professionalCard === 'none' || professionalCard === 'verified') isLocked = false
    change({
      controlSoftware: { ...status.controlSoftware, state: 'ok', error: null },
      sam: {
        state: sam,
        verifiedAt: sam === 'verified' ? (status.sam.verifiedAt ?? instantOf(options.now())) : null,
      },
      professionalCard: {
        state: isLocked ? 'locked' : professionalCard,
        practitionerName: professionalCard === 'verified' ? await signedInName() : null,
      },
    })
    return { ok: true, value: null }
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
    askControl,
    locked: () => {
      isLocked = true
      change({ professionalCard: { state: 'locked', practitionerName: null } })
    },
  }
}

/** Initialises the control software and verifies the SAM. */
export const verifySam = async (
  context: Pick<DeskContext, 'control'>,
  board: DeskStatusBoard,
): Promise<Result<DeskStatus>> => {
  const opened = await context.control.open()
  await board.askControl()
  return opened.ok ? { ok: true, value: board.current() } : opened
}

/** Verifies the professional card by its PIN, which goes no further. */
export const verifyProfessionalPin = async (
  context: Pick<DeskContext, 'control'>,
  board: DeskStatusBoard,
  pin: string,
): Promise<Result<DeskStatus>> => {
  const opened = await context.control.open()
  if (!opened.ok) return opened
  const verified = await context.control.verifyProfessionalPin(pin)
  await board.askControl()
  if (!verified.ok) {
    if (verified.error.code === 'PROFESSIONAL_PIN_LOCKED') board.locked()
    return verified
  }
  return { ok: true, value: board.current() }
}
