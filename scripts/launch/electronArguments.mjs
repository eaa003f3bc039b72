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
