const platformOf = {
  '--linux': 'linux',
  '-l': 'linux',
  '--win': 'win32',
  '-w': 'win32',
  '--mac': 'darwin',
  '-m': 'darwin',
}
const defaultArgs = { linux: ['--linux', '--dir'], win32: ['--win'], darwin: ['--mac', '--dir'] }

/**
 * What electron-builder is told. A package for this very system takes the prepared runtime; one for another lets
 * electron-builder download the Electron of package.json.
 * @param {string[]} given  the caller's arguments for electron-builder
 * @returns {{ args: string[], electronVersion: string, note: string | null, forWindows: boolean }}
 */
export function packagingPlan(given, { platform, electronDist, runtime }) {
  const args = given.length > 0 ? given : (defaultArgs[platform] ?? [])
  const targets = args.map((argument) => platformOf[argument]).filter(Boolean)
  const forWindows = targets.includes('win32')
  const forOthers = targets.some((target) => target !== platform)
  if (forOthers) return { args: [...args, '--publish=never'], electronVersion: runtime.wanted, note: null, forWindows }
  const own = [`-c.electronDist=${electronDist}`, `-c.electronVersion=${runtime.electron}`, '--publish=never']
  const note =
    runtime.electron === runtime.wanted
      ? null
      : `This package carries Electron ${runtime.electron}, not ${runtime.wanted}: it is for trying out, not for clinics.`
  return { args: [...args, ...own], electronVersion: runtime.electron, note, forWindows }
}
