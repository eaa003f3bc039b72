/** What the command line may say to the app itself. Chromium's own switches pass by. */
export interface AppArguments {
  /** Settings file in place of the one in the data directory. */
  readonly settingsFile: string | null
  /** Data directory in place of Electron's userData. */
  readonly userDataDirectory: string | null
  /** Keeps the store's key in plain text, for development where the system has no key store. Refused in a packaged build. */
  readonly insecureDevelopmentKey: boolean
}

/** Reads `--settings FILE` or `--settings=FILE`, `--user-data-dir`, `--insecure-development-key`. */
export const parseArguments = (argv: readonly string[]): AppArguments => {
  const argumentOf = (name: string): string | null => {
    for (const [index, word] of argv.entries()) {
      if (word.startsWith(`${name}=`)) return word.slice(name.length + 1)
      if (word === name) return argv[index + 1] ?? null
    }
    return null
  }
  return {
    settingsFile: argumentOf('--settings'),
    userDataDirectory: argumentOf('--user-data-dir'),
    insecureDevelopmentKey: argv.includes('--insecure-development-key'),
  }
}
