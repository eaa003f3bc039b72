import type { NhiControlPort } from '../../../native/nhi-control/port.ts'
import type { Result } from '../../../preload/contract/result.ts'
import type { ProfessionalKeeper } from './professionalKeeper.ts'
import type { SamKeeper } from './samKeeper.ts'

type Answer = Result<unknown>

/** Calls in which the professional card takes part whoever else does. */
const threeCardCalls: ReadonlySet<PropertyKey> = new Set<keyof NhiControlPort>([
  'criticalIllnesses',
  'cardVisitsWithDiagnoses',
  'cardPrescriptions',
  'drugAlerts',
  'signWithProfessionalCard',
])

type PinNews = 'pin-accepted' | 'pin-wrong' | 'pin-locked' | 'unlocked' | 'logged-out'

/** Calls whose good answer changes the professional's session. */
const newsOf: Partial<Record<PropertyKey, PinNews>> = {
  verifyProfessionalPin: 'pin-accepted',
  unlockProfessionalPin: 'unlocked',
  logOutProfessionalCard: 'logged-out',
} satisfies Partial<Record<keyof NhiControlPort, PinNews>>

/** What the answer to a call says about the professional's session. */
const pinNews = (name: PropertyKey, answer: Answer): PinNews | null => {
  if (answer.ok) return newsOf[name] ?? null
  if (answer.error.code === 'PROFESSIONAL_PIN_LOCKED') return 'pin-locked'
  // A virtual card that timed out, or is signed in on another PC now.
  if (answer.error.code.startsWith('PROFESSIONAL_SESSION_')) return 'logged-out'
  return name === 'verifyProfessionalPin' && answer.error.code === 'PROFESSIONAL_PIN_WRONG' ? 'pin-wrong' : null
}

/**
 * The NHI port as the verbs use it: every answer is listened to, the SAM is opened by one keeper for all, and no call that needs
 * three cards goes out while the professional's session forbids it.
 *
 * No call is made again here. The way itself verifies a SAM that has lapsed and repeats what was plainly refused for it, once, where
 * that is safe (`NhiControlPort`). A refusal that is still told after that is only noted: the keeper verifies the SAM in its next
 * round, under its own back-off, and the person's next try finds it verified.
 */
export const observeControl = (
  control: NhiControlPort,
  keepers: {
    readonly sam: SamKeeper
    readonly professional: ProfessionalKeeper
    readonly now: () => number
  },
): NhiControlPort => {
  const { sam, professional, now } = keepers

  const heard = (name: PropertyKey, answer: Answer, askedAt: number): void => {
    if (!answer.ok) sam.heardError(answer.error, askedAt)
    const news = pinNews(name, answer)
    if (news !== null) professional.observe({ type: news })
  }

  const made = async (name: PropertyKey, call: () => Promise<Answer>): Promise<Answer> => {
    const askedAt = now()
    const answer = await call()
    heard(name, answer, askedAt)
    return answer
  }

  const needsThreeCards = (name: PropertyKey, parameters: readonly unknown[]): boolean =>
    threeCardCalls.has(name) || (name === 'signWithCards' && parameters[0] === 'three')

  return new Proxy(control, {
    get: (target, name) => {
      if (name === 'open') return () => sam.verify('open')
      if (name === 'reopen') return () => sam.verify('reopen')
      const member: unknown = Reflect.get(target, name)
      if (typeof member !== 'function' || unheard.has(name)) return member
      return async (...parameters: readonly unknown[]) => {
        const lock = needsThreeCards(name, parameters) ? await professional.lock() : null
        if (lock !== null) return { ok: false, error: lock }
        return made(name, async () => (await Reflect.apply(member, target, parameters)) as Answer)
      }
    },
  })
}

/** Members that tell nothing about the cards, or are no calls. */
const unheard: ReadonlySet<PropertyKey> = new Set<keyof NhiControlPort>([
  'way',
  'status',
  'probeServer',
  'serverOffsetMs',
  'dispose',
])
