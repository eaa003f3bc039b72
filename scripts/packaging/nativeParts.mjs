import { glob } from 'node:fs/promises'

/** The packages that carry the binaries for a system; npm installs those of the system it runs on, and no others. */
const partsOf = {
  linux: ['@koromix/koffi-linux-*', '@pcsc-mini/linux-*'],
  win32: ['@koromix/koffi-win32-*', '@pcsc-mini/windows-*-electron'],
  darwin: ['@koromix/koffi-darwin-*', '@pcsc-mini/macos-*'],
}

/**
 * Those of them that are not in a package's modules, by pattern.
 * @param {string} modules  the folder of modules that are real files
 * @param {string} platform  of the package, as Node names it
 * @returns {Promise<string[]>}
 */
export async function missingNativeParts(modules, platform) {
  const missing = []
  for (const part of partsOf[platform] ?? []) {
    const { value } = await glob(`${part}/**/*.node`, { cwd: modules }).next()
    if (value === undefined) missing.push(part)
  }
  return missing
}
