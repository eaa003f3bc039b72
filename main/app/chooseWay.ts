import { builtWays } from '../../native/nhi-control/createNhiControl.ts'
import { decideWay, findWays } from '../../native/nhi-control/findWay.ts'
import type { ControlSoftware, NhiAdapter, WayFinding } from '../../preload/contract/desk/controlSoftware.ts'

/** The way in to be taken, and what was found where it was looked for. */
export interface ChosenWay {
  readonly adapter: NhiAdapter
  /** Empty where the settings name the way. */
  readonly findings: readonly WayFinding[]
}

/** The way the settings name, or the first one found. Where nothing is found yet, control software 6.0 is waited for. */
export const chooseWay = async ({ adapter, ...settings }: ControlSoftware): Promise<ChosenWay> => {
  if (adapter !== 'auto') return { adapter, findings: [] }
  const findings = await findWays(settings)
  const { sha256Fingerprint } = settings
  return { adapter: decideWay(findings, { sha256Fingerprint, built: builtWays }) ?? 'control6', findings }
}
