import { copyFile, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { missingNativeParts } from './nativeParts.mjs'

/**
 * electron-builder's hook between unpacking Electron and sealing the result. The development runtime carries a loader that
 * a product must not have, and needs the SQLite driver that was built for it (`NHI_SQLITE_BINDING`, only on Linux; a
 * Windows build ships the driver's own binary).
 */
export async function afterPack({ appOutDir, electronPlatformName, packager }) {
  const resources = packager.getResourcesDir(appOutDir)
  await rm(join(resources, 'app'), { recursive: true, force: true })
  const missing = await missingNativeParts(join(resources, 'app.asar.unpacked', 'node_modules'), electronPlatformName)
  if (missing.length > 0) throw new Error(`This package would read no card, because npm has not installed: ${missing}`)
  const binding = process.env.NHI_SQLITE_BINDING
  if (electronPlatformName !== 'linux' || !binding) return
  const driver = join(resources, 'app.asar.unpacked', 'node_modules', 'better-sqlite3')
  const shipped = join(driver, 'prebuilds', `linux-${process.arch}.node`)
  await stat(shipped) // copying beside a file that is not there would leave a package that cannot open its store
  await copyFile(binding, shipped)
}
