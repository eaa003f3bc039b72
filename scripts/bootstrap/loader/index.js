// Stands at resources/app of an Electron that has no default app: makes `electron FOLDER` start that folder.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { app } from 'electron'

const require = createRequire(import.meta.url)
const given = process.argv.slice(1)
let folder = null
while (given.length > 0 && folder === null) {
  const argument = given.shift()
  if (argument === '-r' || argument === '--require') require(resolve(given.shift()))
  else if (!argument.startsWith('-')) folder = resolve(argument)
}
if (folder === null) {
  process.stderr.write('usage: electron [options] FOLDER\n')
  app.exit(1)
} else {
  const description = JSON.parse(readFileSync(resolve(folder, 'package.json'), 'utf8'))
  Object.defineProperty(process, 'defaultApp', { configurable: false, enumerable: true, value: true })
  const name = description.productName ?? description.name
  if (name) app.setName(name)
  if (description.version) app.setVersion(description.version)
  app.setAppPath(folder)
  try {
    // An awaited import keeps `ready` back until the app's main module has run, as Electron does for its own.
    await import(pathToFileURL(resolve(folder, description.main ?? 'index.js')).href)
  } catch (error) {
    process.stderr.write(`${error.stack}\n`)
    app.exit(1)
  }
}
