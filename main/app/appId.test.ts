import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { appId } from './appId.ts'

const rootOf = (...names: readonly string[]): string =>
  readFileSync(join(import.meta.dirname, '..', '..', ...names), 'utf8')

it('the program goes by the name that its installer gives the shortcut', () => {
  const [, installed] = /^appId:\s*(\S+)\s*$/m.exec(rootOf('electron-builder.yml')) ?? []
  expect(appId).toBe(installed)
  expect(rootOf('main', 'app', 'index.ts')).toContain('app.setAppUserModelId(appId)')
})
