import { watch } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Sims } from '../sims/client.ts'
import type { Dice } from './dice.ts'

/**
 * When it happens: at any time, while a commit writes the WAL, while a checkpoint writes the database, while a record travels, or while
 * a backup is made, looked through and named.
 */
export type Moment = 'any' | 'commit' | 'checkpoint' | 'upload' | 'backup'

export const moments = [
  'any',
  'commit',
  'commit',
  'upload',
  'upload',
  'checkpoint',
  'backup',
] as const satisfies readonly [Moment, ...Moment[]]

/** A quiet checkpoint comes after a second and a half; whatever is waited for may also never come in a hung program. */
const longestWaitMs = 3_000
const longestAnyMs = 700
/** Slows the servers' answers so that a record is on its way for so long. */
const travelMs = 300

/** How long the clinic may work before the moment is waited for: a kill at every commit would leave it nothing to lose. */
const longestWorkMs = 700

/** A small store's backup is made and checked in about so long. */
const longestBackupMs = 700

/** Resolves at the next write to a file of the folder (to any, without a name), or when that takes too long. */
const nextWrite = (folder: string, file?: string): Promise<boolean> =>
  new Promise((resolve) => {
    const end = (seen: boolean): void => {
      clearTimeout(late)
      watcher.close()
      resolve(seen)
    }
    const watcher = watch(folder, (_event, name) => {
      if (file === undefined || name === file) end(true)
    })
    const late = setTimeout(() => end(false), longestWaitMs)
  })

export interface MomentOptions {
  readonly moment: Moment
  readonly dice: Dice
  readonly dataDirectory: string
  readonly sims: Sims
  /** Lets the work of the clinic end, so that the desk falls quiet. */
  readonly rest: () => Promise<void>
  readonly backupFolder: string
  /** Begins a backup and waits for nothing. */
  readonly beginBackup: () => void
}

/** Waits for the moment; false when it did not come and the kill falls on any other one. */
export const awaitMoment = async (options: MomentOptions): Promise<boolean> => {
  const { moment, dice, dataDirectory, sims, rest } = options
  await sleep(dice.below(longestWorkMs))
  switch (moment) {
    case 'any':
      await sleep(dice.below(longestAnyMs))
      return true
    case 'commit': {
      for (let skipped = dice.below(6); skipped > 0; skipped -= 1) await nextWrite(dataDirectory, 'clinic.db-wal')
      return nextWrite(dataDirectory, 'clinic.db-wal')
    }
    case 'checkpoint': {
      await rest()
      const seen = await nextWrite(dataDirectory, 'clinic.db')
      await sleep(dice.below(3))
      return seen
    }
    case 'backup': {
      const begun = nextWrite(options.backupFolder)
      options.beginBackup()
      const seen = await begun
      await sleep(dice.below(longestBackupMs))
      return seen
    }
    case 'upload': {
      // Slow, or done and then cut off: the killed program never learns what became of it.
      const kind = dice.pick(['slow', 'lost-reply'] as const)
      await sims.nhi.failNext({ kind, path: '/V2000/*', delayMs: travelMs })
      await sims.cloud.failNext({ kind, path: '/v1/records', delayMs: travelMs })
      const seen = await nextWrite(dataDirectory, 'clinic.db-wal')
      await sleep(dice.below(2 * travelMs))
      return seen
    }
  }
}
