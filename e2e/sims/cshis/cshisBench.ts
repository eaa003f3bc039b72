import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { forkNodeProcess } from '../../../native/helper-process/nodeProcess.ts'
import { type CshisControl, createCshis } from '../../../native/nhi-control/cshis/createCshis.ts'
import type { CallLimits } from '../../../native/nhi-control/cshis/libraryDevice.ts'
import type { NhiControlPort } from '../../../native/nhi-control/port.ts'
import { type CshisSim, createCshisSim } from './cshisSim.ts'

const processFile = fileURLToPath(new URL('../../../native/nhi-control/cshis/process.ts', import.meta.url))

/** The adapter with the simulated library in a real helper process. */
export interface CshisBench {
  readonly sim: CshisSim
  readonly control: CshisControl
  /** A person who types on the pad what the calls are given, as the port suite takes PINs to be given. */
  readonly typing: NhiControlPort
  close(): Promise<void>
}

export const openCshisBench = async (options: {
  readonly limitsMs?: Partial<CallLimits>
  readonly pins?: Readonly<Record<string, string>>
  readonly handInDirectory?: string
}): Promise<CshisBench> => {
  const folder = await mkdtemp(join(tmpdir(), 'cshis-'))
  const sim = await createCshisSim({ folder, ...(options.pins === undefined ? {} : { pins: options.pins }) })
  const control = createCshis({
    libraryPath: sim.libraryPath,
    comPort: 0,
    processFile,
    fork: (file) => forkNodeProcess(file, { env: { ...sim.env } }),
    external: null,
    ...(options.limitsMs === undefined ? {} : { limitsMs: options.limitsMs }),
    handInDirectory: options.handInDirectory ?? join(folder, 'hand-in'),
  })
  const typed =
    <T>(call: (...pins: string[]) => Promise<T>) =>
    async (...pins: string[]): Promise<T> => {
      const [first = '', second = first] = pins
      await sim.type(first, second)
      return call(...pins)
    }
  return {
    sim,
    control,
    typing: {
      ...control,
      verifyProfessionalPin: typed((pin = '') => control.verifyProfessionalPin(pin)),
      changeProfessionalPin: typed((pin = '') => control.changeProfessionalPin(pin)),
      unlockProfessionalPin: typed((puk = '', pin = '') => control.unlockProfessionalPin(puk, pin)),
      verifyPatientPin: typed((pin = '') => control.verifyPatientPin(pin)),
      changePatientPin: typed((pin = '') => control.changePatientPin(pin)),
    },
    close: async () => {
      await control.dispose()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
