import type { ControlStatus } from '../../../native/nhi-control/port.ts'
import type { DeskStatus } from '../../../preload/contract/desk/status.ts'
import { fail, type Result } from '../../../preload/contract/result.ts'
import { wayReasons } from '../../domain/card/wayReasons.ts'
import { stopwatch } from '../stopwatch.ts'
import type { CheckedDesk } from './checkedDesk.ts'
import { bad, good, type Step, skipped, type Verdict } from './verdict.ts'
import { withinTime } from './withinTime.ts'

/** What the control software says of itself, and how long that took; asked once for all lines. Null: there is none to ask. */
type Asked = { readonly answer: Result<ControlStatus>; readonly ms: number } | null

const wayStep = (desk: CheckedDesk): Step<'way'> => ({
  item: 'way',
  index: 0,
  late: 'CONTROL_TIMEOUT',
  run: async () => {
    const settings = desk.controlSoftware
    const inUse = desk.status().controlSoftware.way
    if (settings === null || inUse === null) return skipped('not-configured')
    const findings = await desk.findWays(settings)
    const isPinned = settings.sha256Fingerprint !== ''
    const choice = { inUse, named: settings.adapter, isPinned, built: desk.builtWays }
    const { ways, isUsedOneThere, isElsewhere } = wayReasons(findings, choice)
    const value = { adapter: inUse, ways }
    if (isElsewhere) return bad('warning', fail('WAY_ELSEWHERE').error, value)
    // What to do about it stands under the control software's own line.
    return isUsedOneThere ? good(value) : { state: 'warning', value, error: null, why: null }
  },
})

/** The certificate shown now, where this way in has one; null when nothing shows one. */
const shownCertificate = async (desk: CheckedDesk, withinMs: number): Promise<string | null> => {
  if (desk.controlSoftware === null || desk.status().controlSoftware.way !== 'control6') return null
  const late = () => fail('CONTROL_TIMEOUT', { retryable: true })
  const shown = await withinTime(desk.certificate(desk.controlSoftware.baseUrl), withinMs, late)
  return shown.ok ? shown.value.sha256Fingerprint : null
}

const softwareStep = (desk: CheckedDesk, ask: Promise<Asked>, withinMs: number): Step<'control-software'> => ({
  item: 'control-software',
  index: 0,
  late: 'CONTROL_TIMEOUT',
  run: async () => {
    if (desk.controlSoftware === null) return skipped('not-configured')
    const [asked, shown] = await Promise.all([ask, shownCertificate(desk, withinMs)])
    const pinned = desk.controlSoftware.sha256Fingerprint
    const value = { pinned: pinned !== '' && shown === pinned, certificate: shown?.slice(-8) ?? null }
    if (asked === null)
      return bad('fault', desk.status().controlSoftware.error ?? fail('NOT_CONFIGURED').error, null, null)
    return asked.answer.ok ? good(value, asked.ms) : bad('fault', asked.answer.error, value, asked.ms)
  },
})

const samStep = (desk: CheckedDesk, ask: Promise<Asked>): Step<'sam'> => ({
  item: 'sam',
  index: 0,
  late: 'CONTROL_TIMEOUT',
  run: async () => {
    const asked = await ask
    if (asked?.answer.ok !== true) return skipped(asked === null ? 'not-configured' : 'no-answer')
    const seen = desk.status().sam
    if (seen.state === 'not-needed') return good({ sam: 'not-needed', verifiedAt: null }, null)
    const { sam } = asked.answer.value
    if (sam === 'verified') return good({ sam, verifiedAt: seen.verifiedAt }, null)
    // That it was verified before is what the desk remembers; the control software can't tell.
    const value = { sam: sam === 'not-verified' && seen.state === 'lapsed' ? seen.state : sam, verifiedAt: null }
    return bad('fault', seen.error ?? fail('SAM_NOT_VERIFIED').error, value, null)
  },
})

/** Without the professional card two cards are enough to register, so that its lack is no fault. */
const judgeProfessional = (
  card: Exclude<DeskStatus['professionalCard']['state'], 'not-needed'>,
): Verdict<'professional-card'> => {
  switch (card) {
    case 'verified':
      return good({ card }, null)
    case 'locked':
      return bad('fault', fail('PROFESSIONAL_PIN_LOCKED').error, { card }, null)
    case 'none':
    case 'removed':
      return bad('warning', fail('PROFESSIONAL_CARD_ABSENT').error, { card }, null)
    case 'present':
    case 'pin-pending':
      return bad('warning', fail('PROFESSIONAL_PIN_NEEDED').error, { card }, null)
    case 'unknown':
      return skipped('no-answer')
  }
}

const professionalStep = (desk: CheckedDesk, ask: Promise<Asked>): Step<'professional-card'> => ({
  item: 'professional-card',
  index: 0,
  late: 'CONTROL_TIMEOUT',
  run: async () => {
    const asked = await ask
    if (asked?.answer.ok !== true) return skipped(asked === null ? 'not-configured' : 'no-answer')
    const { professionalCard } = asked.answer.value
    // Only a wrong PIN tells that the card is locked; the desk remembers it as long as that card is in.
    const isLocked = professionalCard !== 'none' && desk.status().professionalCard.state === 'locked'
    return judgeProfessional(isLocked ? 'locked' : professionalCard)
  },
})

/** The way in, the control software, and what only it knows: SAM and professional card. It is asked once. */
export const controlSteps = (desk: CheckedDesk, withinMs: number): readonly Step[] => {
  const ask = async (): Promise<Asked> => {
    if (desk.control === null) return null
    const elapsed = stopwatch()
    const late = () => fail('CONTROL_TIMEOUT', { retryable: true })
    const answer = await withinTime(desk.control.status(), withinMs, late)
    return { answer, ms: elapsed() }
  }
  const asked = ask()
  return [wayStep(desk), softwareStep(desk, asked, withinMs), samStep(desk, asked), professionalStep(desk, asked)]
}
