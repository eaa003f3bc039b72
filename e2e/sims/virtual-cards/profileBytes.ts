import iconv from 'iconv-lite'
import type { Person } from '../people/person.ts'
import { rocDateOfIso } from '../people/rocDate.ts'

/** Length of the public profile in bytes. */
export const PROFILE_BYTES = 57

const NAME_OFFSET = 12
const NAME_BYTES = 20
const CHECK_DIGIT_OFFSET = 41
const BIRTH_MONTH_OFFSET = 45

/** The 57-byte public profile of a person's card: fixed fields, the name in Big5 padded with NUL. */
export function profileOf(person: Person): Buffer {
  const bytes = Buffer.alloc(PROFILE_BYTES)
  bytes.write(person.nhiCardNumber, 0, 'latin1')
  nameBytes(person.cardName ?? person.name).copy(bytes, NAME_OFFSET)
  bytes.write(person.nationalId, 32, 'latin1')
  bytes.write(rocDateOfIso(person.birthDate), 42, 'latin1')
  bytes.write(person.sex, 49, 'latin1')
  bytes.write(rocDateOfIso(person.issueDate), 50, 'latin1')
  return bytes
}

/** What a damaged or counterfeit chip may hold instead of a profile. */
export type ProfileDamage =
  | 'wrong-check-digit'
  | 'bad-big5'
  | 'user-defined-character'
  | 'impossible-date'
  | 'other-birth-date'
  | 'short-data'
  | 'blank'

/** The profile as the damaged chip gives it. */
export function damagedProfile(profile: Buffer, damage: ProfileDamage): Buffer {
  const bytes = Buffer.from(profile)
  switch (damage) {
    case 'wrong-check-digit':
      bytes.write(
        String((Number(bytes.toString('latin1', CHECK_DIGIT_OFFSET, CHECK_DIGIT_OFFSET + 1)) + 1) % 10),
        CHECK_DIGIT_OFFSET,
        'latin1',
      )
      return bytes
    case 'bad-big5':
      bytes.set([0xa4, 0x20, 0xff, 0xff], NAME_OFFSET)
      return bytes
    case 'user-defined-character':
      bytes.set([0xfa, 0x40], NAME_OFFSET + 2)
      return bytes
    case 'impossible-date':
      bytes.write('13', BIRTH_MONTH_OFFSET, 'latin1')
      return bytes
    case 'other-birth-date':
      // One year on, so that the date exists unless the holder was born on a leap day.
      bytes.write(String(Number(bytes.toString('latin1', 42, 45)) + 1).padStart(3, '0'), 42, 'latin1')
      return bytes
    case 'short-data':
      return bytes.subarray(0, 31)
    case 'blank':
      return bytes.fill(0)
  }
}

/** A name cut at a whole character to the 20 bytes of the field. */
function nameBytes(name: string): Buffer {
  let bytes = Buffer.alloc(0)
  for (const character of name) {
    const next = iconv.encode(character, 'cp950')
    if (bytes.length + next.length > NAME_BYTES) break
    bytes = Buffer.concat([bytes, next])
  }
  return bytes
}
