import { realpathSync, statfsSync } from 'node:fs'
import { dirname } from 'node:path'

/** Linux `statfs` types of file systems that live on another machine: NFS, SMB, CIFS, SMB2, 9P, AFS, Ceph. */
const networkFileSystems: readonly number[] = [
  0x6969, 0x517b, 0xff534d42, 0xfe534d42, 0x01021997, 0x5346414f, 0x00c36400,
]

/** Whether a path names another computer: `\\server\share`, `//server/share`, `\\?\UNC\server\share`. */
export const isNetworkPath = (path: string): boolean => {
  const slashes = path.replaceAll('/', '\\')
  if (/^\\\\[?.]\\/.test(slashes)) return /^\\\\[?.]\\UNC\\/i.test(slashes)
  return slashes.startsWith('\\\\')
}

export type LocationProblem = 'network' | 'missing'

/**
 * Why a database must not lie at this place; null when it may. SQLite's locks don't hold across a network, and a store there ends
 * damaged. A drive letter that stands for a share shows itself when its real path is asked for.
 */
export const locationProblem = (file: string): LocationProblem | null => {
  if (isNetworkPath(file)) return 'network'
  try {
    const folder = realpathSync.native(dirname(file))
    if (process.platform === 'win32') return isNetworkPath(folder) ? 'network' : null
    return networkFileSystems.includes(statfsSync(folder).type >>> 0) ? 'network' : null
  } catch {
    return 'missing'
  }
}
