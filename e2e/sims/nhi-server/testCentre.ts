import { generateKeyPairSync } from 'node:crypto'
import type { SimulatedClock } from '../http/simulatedClock.ts'
import { DEMO_CLINIC, DEMO_STAFF } from '../people/clinicStaff.ts'
import type { Person } from '../people/person.ts'
import { populationAt } from '../people/population.ts'
import type { JsonFile } from '../persistence/jsonFile.ts'
import type { DataCentre } from './dataCentre.ts'
import { emptyNhiState, type NhiState, type Visit } from './state.ts'
import { enterVisit } from './visitBook.ts'

/** For tests: a data centre in memory whose clock stands where it is put. */
export function testCentre(now: number): DataCentre & { setNow(at: number): void } {
  let at = now
  let value = emptyNhiState()
  const file: JsonFile<NhiState> = {
    get value() {
      return value
    },
    save() {},
    replace(next) {
      value = next
    },
  }
  const clock: SimulatedClock = { now: () => at, shiftMs: 0, shiftTo() {} }
  return {
    configuration: {
      switchPort: 0,
      dataCentres: [],
      certificateFile: '',
      privateKeyFile: '',
      signatureKeyFile: '',
      stateFile: '',
      clinic: DEMO_CLINIC,
      people: populationAt(now),
      staff: DEMO_STAFF,
      resultDelayMs: 0,
    },
    file,
    clock,
    signatureKey: generateKeyPairSync('ed25519').publicKey,
    orderedRefusals: [],
    setNow(next) {
      at = next
    },
  }
}

/** For tests: a person of the population. */
export function personOf(centre: DataCentre, id: string): Person {
  const person = centre.configuration.people.find((each) => each.id === id)
  if (!person) throw new Error(`no ${id}`)
  return person
}

/** For tests: a visit of a person, taken with the card or without. */
export function takeVisit(
  centre: DataCentre,
  person: Person,
  kind: Visit['kind'] = 'card',
  afterCheck: '1' | '2' = '1',
): Visit {
  const { hospitalId, samId } = centre.configuration.clinic
  return enterVisit(centre, {
    kind,
    hcId: kind === 'card' ? person.nhiCardNumber : '',
    nationalId: person.nationalId,
    hospitalId,
    samId,
    virtual: false,
    treatmentItem: kind === 'card' ? '01' : '',
    sequenceNumber: kind === 'card' ? '0001' : '',
    counted: kind === 'card',
    babyTreatment: '',
    afterCheck,
  }).visit
}
