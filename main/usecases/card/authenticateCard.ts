import type { NhiControlPort, RegisteredPerson } from '../../../native/nhi-control/port.ts'
import type { CardSession } from '../../../preload/contract/card/card.ts'
import { type AppError, ok, type Result } from '../../../preload/contract/result.ts'
import type { IsoDate } from '../../../preload/contract/words.ts'

export interface AuthenticatedCard {
  readonly person: RegisteredPerson
  readonly insurance: NonNullable<CardSession['insurance']>
  /** Something to be told although the card is authenticated: the professional card did not take part. */
  readonly notice: AppError | null
}

/**
 * Authenticates the inserted card with the NHI: SAM and patient card always, the professional card too where it is verified
 * (三卡認證). Without it the visit can be registered all the same; what needs three cards is left out and said.
 *
 * @param isNew the card was put in anew, so that what the one before had been granted ends; false when it only goes on, with the
 *   patient's PIN already verified
 */
export const authenticateCard = async (
  control: NhiControlPort,
  today: IsoDate,
  isNew: boolean,
): Promise<Result<AuthenticatedCard>> => {
  const opened = await control.open()
  if (!opened.ok) return opened
  if (isNew) {
    const loggedOut = await control.logOutPatientCard()
    if (!loggedOut.ok) return loggedOut
  }
  // Independent of each other, so that the patient waits for the slower one only.
  const [person, illnesses] = await Promise.all([control.registeredPerson(), control.criticalIllnesses()])
  if (!person.ok) return person
  if (!illnesses.ok && !isNoticeOnly(illnesses.error)) return illnesses
  const inForce = illnesses.ok
    ? illnesses.value.filter((illness) => illness.validUntil === null || illness.validUntil >= today)
    : []
  return ok({
    person: person.value,
    insurance: {
      insuredMark: person.value.insuredMark,
      validUntil: person.value.validUntil as IsoDate | null,
      remainingCount: person.value.remainingCount,
      catastrophicIllnesses: inForce.map((illness) => ({
        code: illness.code,
        validUntil: illness.validUntil as IsoDate | null,
      })),
      threeCards: illnesses.ok,
    },
    // A way in that has no three cards leaves nothing to be done about it.
    notice: illnesses.ok || illnesses.error.code === 'NOT_OFFERED' ? null : illnesses.error,
  })
}

/**
 * The NHI refuses critical illnesses to some professionals (pharmacists: 3243), and some ways in can't ask for them; the card is
 * authenticated all the same.
 */
const isNoticeOnly = (error: AppError): boolean =>
  error.code.startsWith('PROFESSIONAL_') || error.code === 'NHI_REFUSED' || error.code === 'NOT_OFFERED'
