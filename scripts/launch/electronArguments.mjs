/**
 * The arguments that start a folder in a development Electron. As root Chromium refuses its sandbox, so it goes without;
 * a packaged build never comes this way.
 */
export function electronArguments(folder, { userDataDir, rest = [] }, isRoot = process.getuid?.() === 0) {
  return [
    ...(isRoot && process.platform === 'linux' ? ['--no-sandbox'] : []),
    ...(userDataDir ? [`--user-data-dir=${userDataDir}`] : []),
    folder,
    ...rest,
  ]
}

/**
 * The arguments our own app is given besides. A Linux desk often has no key store, and Linux is for development only: there
 * the app may keep its key in plain text, and says so on screen.
 */
export function appArguments({ settings }, platform = process.platform) {
  return [
    ...(settings ? ['--settings', settings] : []),
    ...(platform === 'linux' ? ['--insecure-development-key'] : []),
  ]
}
