import type { ControlSoftware, NhiAdapter, WayFinding } from '../../../preload/contract/desk/controlSoftware.ts'
import type { WayReason } from '../../../preload/contract/desk/readerCheck.ts'

/** What decides about the ways in besides what was found. */
export interface WayChoice {
  /** The one that this program took at its start. */
  readonly inUse: NhiAdapter
  /** As the settings say it, `auto` included. */
  readonly named: ControlSoftware['adapter']
  /** A certificate of control software 6.0 has been pinned. */
  readonly isPinned: boolean
  /** The ways this program has. */
  readonly built: ReadonlySet<NhiAdapter>
}

const isThere = ({ state }: WayFinding): boolean => state !== 'absent' && state !== 'silent'

const reasonOf = (finding: WayFinding, isUsedOneThere: boolean, choice: WayChoice): WayReason => {
  if (finding.adapter === choice.inUse) return 'in-use'
  if (!isThere(finding)) return 'not-there'
  if (!choice.built.has(finding.adapter)) return 'not-built'
  if (choice.named !== 'auto') return 'other-named'
  if (isUsedOneThere) return 'less-preferred'
  return choice.isPinned && choice.inUse === 'control6' ? 'pinned' : 'since-start'
}

/** Each way that was looked for, with the reason why it is in use or not. */
export const wayReasons = (
  findings: readonly WayFinding[],
  choice: WayChoice,
): {
  readonly ways: (WayFinding & { readonly reason: WayReason })[]
  /** The one in use answers. */
  readonly isUsedOneThere: boolean
  /** It doesn't, and another one that this program has does. */
  readonly isElsewhere: boolean
} => {
  const isUsedOneThere = findings.some((finding) => finding.adapter === choice.inUse && isThere(finding))
  const ways = findings.map((finding) => ({ ...finding, reason: reasonOf(finding, isUsedOneThere, choice) }))
  const isElsewhere =
    !isUsedOneThere && ways.some((way) => way.adapter !== choice.inUse && isThere(way) && choice.built.has(way.adapter))
  return { ways, isUsedOneThere, isElsewhere }
}
