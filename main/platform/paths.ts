import { join } from 'node:path'

/** Where everything of one data directory lies. */
export interface Paths {
  readonly database: string
  readonly keyFile: string
  readonly settingsFile: string
  readonly windowStateFile: string
  /** What is remembered about backups and checks. */
  readonly careFile: string
  readonly rescueFolder: string
  readonly logDirectory: string
  /** Records on their way through a library that reads files; empty but while a call of it runs. */
  readonly handInDirectory: string
}

export const pathsOf = (userData: string): Paths => ({
  database: join(userData, 'clinic.db'),
  keyFile: join(userData, 'key.json'),
  settingsFile: join(userData, 'settings.json'),
  windowStateFile: join(userData, 'window.json'),
  careFile: join(userData, 'store-care.json'),
  rescueFolder: join(userData, 'rescue'),
  logDirectory: join(userData, 'logs'),
  handInDirectory: join(userData, 'hand-in'),
})
