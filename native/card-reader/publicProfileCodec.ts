import { isValidNationalId } from '../../preload/contract/card/nationalId.ts'
import { isValidRocDate, rocToIso } from '../../preload/contract/patient/rocDate.ts'
import { fail, ok, type Result } from '../../preload/contract/result.ts'
import { decodeCardName } from './cardNameCodec.ts'
import type { PublicProfile } from './port.ts'

/** Length of the public profile as the card gives it. */
export const publicProfileLength = 57

/** Why 57 bytes are no profile (details.reason of `CARD_DATA_INVALID`). */
export type ProfileFault = 'length' | 'card-number' | 'name' | 'national-id' | 'birth-date' | 'sex' | 'issue-date'

/** Plain ASCII without its padding; null for anything else, so that no byte is silently dropped. */
const ascii = (bytes: Uint8Array): string | null => {
  const text = String.fromCharCode(...bytes).replace(/[\0 ]+$/, '')
  return /^[\x21-\x7e]*$/.test(text) ? text : null
}

const invalid = (reason: ProfileFault): Result<PublicProfile> => fail('CARD_DATA_INVALID', { details: { reason } })

/**
 * The public profile of an NHI card (facts/nhi-card.md §1.2): every field valid, or `CARD_DATA_INVALID` with the first field that
 * is not. Layout: card number 12, name 20 (Big5), national ID 10, birth date 7 (民國 yyyMMdd), sex 1, issue date 7.
 */
export const decodePublicProfile = (bytes: Uint8Array): Result<PublicProfile> => {
  if (bytes.length !== publicProfileLength) return invalid('length')
  const cardNumber = ascii(bytes.subarray(0, 12))
  if (cardNumber === null || !/^\d{12}$/.test(cardNumber)) return invalid('card-number')
  const name = decodeCardName(bytes.subarray(12, 32))
  if (name === null) return invalid('name')
  const nationalId = ascii(bytes.subarray(32, 42))
  if (nationalId === null || !isValidNationalId(nationalId)) return invalid('national-id')
  const birthDate = ascii(bytes.subarray(42, 49))
  if (birthDate === null || !isValidRocDate(birthDate)) return invalid('birth-date')
  const sex = ascii(bytes.subarray(49, 50))
  if (sex !== 'M' && sex !== 'F') return invalid('sex')
  const issueDate = ascii(bytes.subarray(50, 57))
  if (issueDate === null || !isValidRocDate(issueDate)) return invalid('issue-date')
  return ok({ cardNumber, name, nationalId, birthDate: rocToIso(birthDate), sex, issueDate: rocToIso(issueDate) })
}
