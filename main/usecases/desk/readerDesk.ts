import type { CardReaderPort } from '../../../native/card-reader/port.ts'
import type { DeskStatus } from '../../../preload/contract/desk/status.ts'
import { fail, ok, type Result } from '../../../preload/contract/result.ts'
import {
  afterChoice,
  assignReaders,
  namesToWatch,
  needsChoice,
  type ReaderRole,
  type RememberedReaders,
  type RoleAssignments,
  roleOf,
} from '../../domain/desk/readerRoles.ts'

export interface ReaderDeskOptions {
  readonly reader: CardReaderPort
  /** As kept in the settings; null while the desk has not been set up. */
  readonly remembered: RememberedReaders | null
  /** Keeps a choice in the settings. `SETTINGS_INVALID`, `STORE_FULL`, `NOT_CONFIGURED`. */
  readonly remember: (readers: RememberedReaders) => Promise<Result<null>>
}

/** The readers of this desk and what each is for; roles change while the program runs. */
export interface ReaderDesk {
  isPatientReader(name: string): boolean
  /** Also for the reader that has just been unplugged, with the card in it. */
  isProfessionalReader(name: string): boolean
  /** The readers' part of the desk's status. `isStarting`: PC/SC has had no time yet to tell of a reader. */
  status(isStarting: boolean): DeskStatus['reader']
  /** Gives a reader a role, for now and for later. `READER_NOT_FOUND`, and the errors of `remember`; then nothing has changed. */
  assign(role: ReaderRole, reader: string): Promise<Result<null>>
  /** Calls back after the patient's reader has become another one, by a choice or by what is plugged in. */
  onAssigned(listener: () => void): void
  dispose(): void
}

export const createReaderDesk = ({ reader, remember, ...options }: ReaderDeskOptions): ReaderDesk => {
  let remembered = options.remembered ?? { patient: '', professional: '' }
  let service: 'up' | 'down' | 'restarting' = 'up'
  const listeners: (() => void)[] = []
  const plugged = (): readonly string[] => reader.readers().map(({ name }) => name)
  const assignments = (): RoleAssignments => assignReaders(remembered, plugged())

  const changed = (): void => {
    for (const listener of listeners) listener()
  }
  let patientReader = assignments().patient.reader
  /** Readers that serve the professional, and those gone by now that did so when they went: by name or by likeness. */
  const professionals = new Set<string>()
  const noteProfessional = (): void => {
    const own = assignments().professional.reader
    for (const name of plugged()) {
      if (name === own) professionals.add(name)
      else professionals.delete(name)
    }
  }
  noteProfessional()
  const unsubscribe = reader.subscribe((event) => {
    if (event.type === 'service') service = event.state
    if (event.type === 'readers-changed') noteProfessional()
    if (event.type !== 'readers-changed' || assignments().patient.reader === patientReader) return
    patientReader = assignments().patient.reader
    // After the insertion that may belong to this change has been told.
    queueMicrotask(changed)
  })
  reader.watchFirst(namesToWatch(remembered))

  return {
    isProfessionalReader: (name) => professionals.has(name),
    isPatientReader: (name) => assignments().patient.reader === name,
    status(isStarting) {
      const readers = reader.readers()
      const roles = assignments()
      const own = readers.find(({ name }) => name === roles.patient.reader)
      const calm = own !== undefined ? 'ready' : isStarting ? 'restarting' : 'no-reader'
      return {
        state: service === 'down' ? 'service-down' : service === 'restarting' ? 'restarting' : calm,
        readerName: own?.name ?? null,
        cardPresent: own?.cardPresent ?? false,
        readers: readers.map(({ name, cardPresent, watched }) => ({
          name,
          role: roleOf(roles, name),
          cardPresent,
          watched,
        })),
        roles: { patient: roles.patient.state, professional: roles.professional.state },
        choiceNeeded: !isStarting && service === 'up' && needsChoice(roles, plugged()),
      }
    },
    async assign(role, name) {
      if (!plugged().includes(name)) return fail('READER_NOT_FOUND')
      const chosen = afterChoice(remembered, plugged(), role, name)
      const kept = await remember(chosen)
      if (!kept.ok) return kept
      remembered = chosen
      reader.watchFirst(namesToWatch(remembered))
      patientReader = assignments().patient.reader
      noteProfessional()
      changed()
      return ok(null)
    },
    onAssigned: (listener) => void listeners.push(listener),
    dispose: unsubscribe,
  }
}
