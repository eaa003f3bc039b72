import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { populationAt } from '../people/population.ts'
import { buildCshisLibrary } from './buildLibrary.ts'
import { type CshisDesk, type CshisFault, deskText, emptyDesk, peopleText } from './deskFile.ts'

/** A line of the library's log: which process made which call. */
export interface CshisCall {
  readonly pid: number
  readonly call: string
  readonly what: 'begins' | 'ends'
}

/** The simulated csHis50 and the hand on what lies around it. Every change is seen by the next call of the library. */
export interface CshisSim {
  readonly libraryPath: string
  /** To be put into the environment of the process that loads the library. */
  readonly env: Readonly<Record<string, string>>
  /** `foreign` is a card that is no NHI card. */
  insertCard(id: string): Promise<void>
  removeCard(): Promise<void>
  insertProfessional(id: string): Promise<void>
  removeProfessional(): Promise<void>
  cutNetwork(cut: boolean): Promise<void>
  takeSam(taken: boolean): Promise<void>
  /** The SAM's verification with the data centre lapses. */
  lapseSam(): Promise<void>
  passTime(ms: number): Promise<void>
  /** What is typed on the pad from now on; `again` where it asks a second time. */
  type(pin: string, again?: string): Promise<void>
  happen(fault: CshisFault): Promise<void>
  noise(seed: number): Promise<void>
  calls(): Promise<readonly CshisCall[]>
  /** Files that were handed in. */
  uploads(): Promise<readonly Buffer[]>
  /** New cards, nothing in the readers, nothing written, nothing to go wrong. */
  reset(): Promise<void>
}

interface CshisSimOptions {
  /** A folder of its own. */
  readonly folder: string
  /** PINs on patients' cards, by the person's id. */
  readonly pins?: Readonly<Record<string, string>>
}

const asCall = (line: string): CshisCall => {
  const [pid = '', call = '', what] = line.split(' ')
  return { pid: Number(pid), call, what: what === 'ends' ? 'ends' : 'begins' }
}

export async function createCshisSim({ folder, pins = {} }: CshisSimOptions): Promise<CshisSim> {
  const libraryPath = await buildCshisLibrary()
  let desk = emptyDesk
  let faults = 0

  const place = async (name: string, content: string): Promise<void> => {
    await writeFile(join(folder, `${name}.new`), content)
    await rename(join(folder, `${name}.new`), join(folder, name))
  }
  const change = async (next: Partial<CshisDesk>): Promise<void> => {
    desk = { ...desk, ...next }
    await place('desk.txt', deskText(desk))
  }
  const reset = async (): Promise<void> => {
    await mkdir(folder, { recursive: true })
    // Emptied and not removed: a library that is loaded keeps it mapped, and reads noughts in a file that grows again.
    const made = (await readdir(folder)).filter((name) => name !== 'memory.bin' && name !== 'people.tsv')
    await Promise.all(made.map((name) => rm(join(folder, name))))
    const size = (await readFile(join(folder, 'memory.bin')).catch(() => Buffer.alloc(0))).length
    if (size > 0) await writeFile(join(folder, 'memory.bin'), Buffer.alloc(size), { flag: 'r+' })
    await place('people.tsv', peopleText(populationAt(Date.now()), pins))
    desk = {
      ...emptyDesk,
      samStay: desk.samStay,
      cardStay: desk.cardStay + 1,
      professionalStay: desk.professionalStay + 1,
    }
    await change({})
  }

  await reset()
  return {
    libraryPath,
    env: { NHI_CSHIS_SIM: folder },
    insertCard: (id) => change({ card: id, cardStay: desk.cardStay + 1 }),
    removeCard: () => change({ card: '' }),
    insertProfessional: (id) => change({ professional: id, professionalStay: desk.professionalStay + 1 }),
    removeProfessional: () => change({ professional: '' }),
    cutNetwork: (cut) => change({ network: cut ? 'down' : 'up' }),
    takeSam: (taken) => change({ sam: taken ? 'absent' : 'present' }),
    lapseSam: () => change({ samStay: desk.samStay + 1 }),
    passTime: (ms) => change({ clockAhead: desk.clockAhead + Math.round(ms / 1000) }),
    type: (pin, again = '') => change({ typed: pin, typedAgain: again }),
    happen: (fault) => {
      faults += 1
      // The library keeps a few; those that have long happened make room.
      return change({ faults: [...desk.faults.slice(-7), { ...fault, id: faults }] })
    },
    noise: (seed) => change({ noise: seed }),
    async calls() {
      const text = await readFile(join(folder, 'calls.log'), 'utf8').catch(() => '')
      return text
        .split('\n')
        .filter((line) => line !== '')
        .map(asCall)
    },
    async uploads() {
      const names = (await readdir(folder)).filter((name) => name.startsWith('upload-')).sort()
      return Promise.all(names.map((name) => readFile(join(folder, name))))
    },
    reset,
  }
}
