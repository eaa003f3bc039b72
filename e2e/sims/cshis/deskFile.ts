import iconv from 'iconv-lite'
import { DEMO_CLINIC, DEMO_PROFESSIONAL_PIN, DEMO_STAFF } from '../people/clinicStaff.ts'
import type { Person } from '../people/person.ts'
import { rocDateOfIso } from '../people/rocDate.ts'

/** What goes wrong, once: before the call is carried out, or after it, so that only its answer is lost. */
export interface CshisFault {
  readonly when: 'before' | 'after'
  /**
   * `code`: answers with `number` instead · `delay`: takes `number` ms longer · `hang`: never comes back · `crash`: SIGSEGV ·
   * `overrun`: writes `number` bytes beyond its buffer · `length`: tells `number` as the length of its buffer
   */
  readonly kind: 'code' | 'delay' | 'hang' | 'crash' | 'overrun' | 'length'
  /** Name of the function; `*` for the next call whatever it is. */
  readonly call: string
  readonly number?: number
}

/** desk.txt: what the library reads at the start of every call. */
export interface CshisDesk {
  readonly card: string
  readonly professional: string
  /** Counted up with every insertion, because a card that was out has to be authenticated anew. */
  readonly cardStay: number
  readonly professionalStay: number
  readonly sam: 'present' | 'absent'
  /** Counted up when the SAM's verification lapses. */
  readonly samStay: number
  /** Seconds by which reader and data centre are ahead of this PC. */
  readonly clockAhead: number
  readonly network: 'up' | 'down'
  /** What a person types on the pad, first and the second time; `cancel` gives up. */
  readonly typed: string
  readonly typedAgain: string
  /** Seed of random buffers, lengths and codes instead of answers; 0 for none. */
  readonly noise: number
  readonly faults: readonly (CshisFault & { readonly id: number })[]
}

export const emptyDesk: CshisDesk = {
  card: '',
  professional: '',
  cardStay: 1,
  professionalStay: 1,
  sam: 'present',
  samStay: 1,
  clockAhead: 0,
  network: 'up',
  typed: DEMO_PROFESSIONAL_PIN,
  typedAgain: '',
  noise: 0,
  faults: [],
}

export const deskText = ({ faults, ...lines }: CshisDesk): string =>
  [
    ...Object.entries(lines).map(([key, value]) => `${key}=${value}`),
    ...faults.map(({ id, when, kind, call, number }) => `fault=${id} ${when} ${kind} ${call} ${number ?? 0}`),
    '',
  ].join('\n')

const hexName = (name: string): string => iconv.encode(name, 'cp950').toString('hex')

const personLine = (person: Person, pin: string): string =>
  [
    'person',
    person.id,
    person.nhiCardNumber,
    hexName(person.cardName ?? person.name),
    person.nationalId,
    rocDateOfIso(person.birthDate),
    person.sex,
    rocDateOfIso(person.issueDate),
    '1',
    person.emergencyTel,
    person.insuredMark,
    rocDateOfIso(person.cardValidUntil),
    String(person.treatmentCounter),
    pin,
    ...person.criticalIllnesses.map(
      ({ ciCode, validityStart, validityEnd }) => `${ciCode.padEnd(5)}${validityStart}${validityEnd}`,
    ),
  ].join('\t')

/** people.tsv: the invented people and staff as the library puts them onto its cards. `pins` are those of patients' cards. */
export const peopleText = (people: readonly Person[], pins: Readonly<Record<string, string>>): string =>
  [
    `sam\t${DEMO_CLINIC.samId}`,
    `clinic\t${DEMO_CLINIC.hospitalId}`,
    ...DEMO_STAFF.map(({ id, hpcId, name, nationalId, role }) =>
      ['professional', id, hpcId, hexName(name), nationalId, role, DEMO_PROFESSIONAL_PIN].join('\t'),
    ),
    ...people.map((person) => personLine(person, pins[person.id] ?? '')),
    '',
  ].join('\n')
