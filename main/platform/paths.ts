import { join } from 'node:path'

/** Where everything of one data directory lies. */
export interface Paths {
  readonly database: string
  readonly keyFile: string
  readonly settingsFile: string
  readonly windowStateFile: string
  readonly logDirectory: string
  /** Records on their way through a library that reads files; empty but while a call of it runs. */
  readonly handInDirectory: string
}

export const pathsOf = (userData: string): Paths => ({
  database: join(userData, 'clinic.db'),
  keyFile: join(userData, 'key.json'),
  settingsFile: join(userData, 'settings.json'),
  windowStateFile: join(userData, 'window.json'),
  logDirectory: join(userData, 'logs'),
  handInDirectory: join(userData, 'hand-in'),
})
