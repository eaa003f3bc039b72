/** What a card reader is for at this desk: the patient's NHI card, or the 醫事人員卡. */
export type ReaderRole = 'patient' | 'professional'
export const readerRoles: readonly ReaderRole[] = ['patient', 'professional']

/** PC/SC names as a person chose them, or the beginning of one; empty where none was chosen. */
export type RememberedReaders = Readonly<Record<ReaderRole, string>>

/**
 * How a role stands. `missing`: the remembered reader is not plugged in, nor one of its kind. `ambiguous`: several of its kind are,
 * and none is it. `taken`: it serves the other role. All but `assigned` have no reader.
 */
export type RoleState = 'assigned' | 'unset' | 'missing' | 'ambiguous' | 'taken'

export interface RoleAssignment {
  readonly state: RoleState
  /** Its reader among those plugged in. */
  readonly reader: string | null
}
export type RoleAssignments = Readonly<Record<ReaderRole, RoleAssignment>>

/** A PC/SC name taken apart: pcsc-lite appends index and slot as two hex bytes, Windows an index. */
interface ReaderName {
  readonly base: string
  readonly slot: string | null
}

const nameOf = (name: string): ReaderName => {
  const lite = /^(.+) [0-9A-F]{2} ([0-9A-F]{2})$/.exec(name)
  if (lite !== null) return { base: lite[1] ?? name, slot: lite[2] ?? null }
  const windows = /^(.+) \d{1,2}$/.exec(name)
  return { base: windows?.[1] ?? name, slot: null }
}

/** The beginnings of names under which a remembered reader may come back; for whoever must choose which readers to watch. */
export const namesToWatch = (remembered: RememberedReaders): readonly string[] => {
  const kept = readerRoles.map((role) => remembered[role]).filter((name) => name !== '')
  return [...new Set([...kept, ...kept.map((name) => nameOf(name).base)])]
}

/**
 * The readers that a remembered name may mean, the nearest kind of likeness first: the same model in the same slot (its index
 * changes when it is plugged in elsewhere), or, where the name was kept without its index, the first slot of that model, else
 * whatever begins with it.
 */
const alike = (kept: string, plugged: readonly string[]): readonly string[] => {
  const wanted = nameOf(kept)
  const sameModel = plugged.filter((name) => nameOf(name).base === wanted.base)
  const sameSlot = sameModel.filter((name) => nameOf(name).slot === (wanted.slot ?? '00'))
  if (sameSlot.length > 0) return sameSlot
  if (sameModel.length > 0 && wanted.slot === null) return sameModel
  const begun = plugged.filter((name) => name.startsWith(kept))
  const firstSlots = begun.filter((name) => (nameOf(name).slot ?? '00') === '00')
  return firstSlots.length > 0 ? firstSlots : begun
}

const none = (state: RoleState): RoleAssignment => ({ state, reader: null })

/**
 * Which of the readers plugged in serves which role. A remembered name word for word comes before any likeness, one reader never
 * serves both roles, and what is not certain is left to a person.
 */
export const assignReaders = (remembered: RememberedReaders, plugged: readonly string[]): RoleAssignments => {
  const exact = (role: ReaderRole): string | null => (plugged.includes(remembered[role]) ? remembered[role] : null)
  const patientExact = exact('patient')
  const professionalExact = exact('professional')

  const assign = (role: ReaderRole, own: string | null, others: readonly (string | null)[]): RoleAssignment => {
    const kept = remembered[role]
    if (kept === '') return none('unset')
    if (own !== null) return others.includes(own) ? none('taken') : { state: 'assigned', reader: own }
    const candidates = alike(kept, plugged)
    const free = candidates.filter((name) => !others.includes(name))
    const [only, second] = free
    if (only === undefined) return none(candidates.length > 0 ? 'taken' : 'missing')
    return second === undefined ? { state: 'assigned', reader: only } : none('ambiguous')
  }

  const patient = assign('patient', patientExact, patientExact === null ? [professionalExact] : [])
  const professional = assign('professional', professionalExact, [patient.reader])
  const isShared =
    patient.state === 'assigned' && professional.state === 'taken' && remembered.patient !== patient.reader
  // Two roles, one reader of the kind, and neither is it by name: whose it is can't be known.
  const sameKind = nameOf(remembered.patient).base === nameOf(remembered.professional).base
  return isShared && sameKind
    ? { patient: none('ambiguous'), professional: none('ambiguous') }
    : { patient, professional }
}

/** The role of each reader plugged in. */
export const roleOf = (assignments: RoleAssignments, reader: string): ReaderRole | null =>
  readerRoles.find((role) => assignments[role].reader === reader) ?? null

/**
 * Whether a person must choose: a role has no reader while there are readers without a role. A desk may have no professional's
 * reader, so that only one that was chosen is missed.
 */
export const needsChoice = (assignments: RoleAssignments, plugged: readonly string[]): boolean =>
  (assignments.patient.reader === null || !['assigned', 'unset'].includes(assignments.professional.state)) &&
  plugged.some((reader) => roleOf(assignments, reader) === null)

/**
 * The names to remember after a person has given a reader a role. The reader that had it takes over what the chosen one had, so that
 * two readers that were mixed up change places.
 */
export const afterChoice = (
  remembered: RememberedReaders,
  plugged: readonly string[],
  role: ReaderRole,
  reader: string,
): RememberedReaders => {
  const assignments = assignReaders(remembered, plugged)
  const other: ReaderRole = role === 'patient' ? 'professional' : 'patient'
  const isSwap = assignments[other].reader === reader || remembered[other] === reader
  const handedOver = assignments[role].reader ?? ''
  const rest = isSwap ? (handedOver === reader ? '' : handedOver) : remembered[other]
  return role === 'patient' ? { patient: reader, professional: rest } : { patient: rest, professional: reader }
}
