import type { ControlSoftware, NhiAdapter } from '../../preload/contract/desk/controlSoftware.ts'
import { ok, type Result } from '../../preload/contract/result.ts'
import type { DataCentresOptions } from '../network/dataCentreOptions.ts'
import { createControl6 } from './control6/createControl6.ts'
import { createCshis } from './cshis/createCshis.ts'
import type { HelperPrograms } from './cshis/startHelper.ts'
import { notOffered } from './offered.ts'
import type { NhiControlPort } from './port.ts'
import { createVhcSdk } from './vhc-sdk/createVhcSdk.ts'

/** What the ways in are built from; each takes its own part. */
export interface NhiControlOptions {
  readonly controlSoftware: ControlSoftware
  readonly nhiServer: {
    /** Data centres in order of preference. */
    readonly baseUrls: readonly string[]
    /** PEM text; null for the public roots. */
    readonly caPem: string | null
  }
  /** The data centre that the last run has left off with, and where this one keeps what it comes to; the first when left out. */
  readonly dataCentre?: Pick<DataCentresOptions, 'startWith' | 'onActiveChange'>
  /** What may load csHis50.dll. */
  readonly cshisHelper: HelperPrograms
  /** Where files lie while csHis50.dll reads them: a folder that nothing else is in. */
  readonly handInDirectory: string
}

type Create = (options: NhiControlOptions) => NhiControlPort

/** The ways in that this program has: a new one is one line here. */
const constructors: ReadonlyMap<NhiAdapter, Create> = new Map<NhiAdapter, Create>([
  ['control6', createControl6],
  ['vhc-sdk', ({ controlSoftware }) => createVhcSdk(controlSoftware.vhcSdk)],
  [
    'cshis',
    ({ controlSoftware: { cshis }, cshisHelper, handInDirectory }) =>
      createCshis({ ...cshisHelper, handInDirectory, libraryPath: cshis.libraryFile, comPort: cshis.port }),
  ],
])

export const builtWays: ReadonlySet<NhiAdapter> = new Set(constructors.keys())

/** Builds a way in. `NOT_OFFERED` when this program doesn't have it. */
export const createNhiControl = (adapter: NhiAdapter, options: NhiControlOptions): Result<NhiControlPort> => {
  const create = constructors.get(adapter)
  return create === undefined ? notOffered(adapter) : ok(create(options))
}
