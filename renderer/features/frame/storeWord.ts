import type { CareStatus } from '../../../preload/contract/desk/care.ts'
import type { Tone } from '../../ui/chips/Chip.tsx'

/** Red where the records are in danger now, amber where a second copy or the code is missing; never green. */
export const storeTone = {
  damaged: 'act',
  diskFull: 'act',
  tailLost: 'act',
  running: 'neutral',
  failing: 'act',
  late: 'act',
  diskLow: 'wait',
  notSet: 'wait',
  never: 'wait',
  noCode: 'wait',
  good: 'neutral',
} as const satisfies Readonly<Record<string, Tone>>

export type StoreWord = keyof typeof storeTone

/** The one word of the status bar: the worst there is to say. */
export const storeWord = ({ backup, recovery, disk, damage, lostTail }: CareStatus): StoreWord => {
  if (damage !== null) return 'damaged'
  if (disk.state === 'full') return 'diskFull'
  if (lostTail !== null) return 'tailLost'
  if (backup.running !== null) return 'running'
  if (backup.health === 'failing' || backup.health === 'late') return backup.health
  if (disk.state === 'low') return 'diskLow'
  if (backup.health === 'not-set') return 'notSet'
  if (backup.health === 'never') return 'never'
  return recovery.madeAt === null ? 'noCode' : 'good'
}
