import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'

const root = join(import.meta.dirname, '../../..')

/** Every action that a source file of main writes down, by the words that the audit's rules and rows use. */
const written = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /^(usecases|care|store|app|outbox)\/.*\.ts$/.test(name) && !/\.test\.ts$|testing\//.test(name))
    .flatMap((name) => {
      const text = readFileSync(join(folder, name), 'utf8')
      return /auditRepository|auditRules|AuditNote|auditNote/.test(text) || name.endsWith('auditRules.ts')
        ? [...text.matchAll(/action: '(log(?:in|out)|[a-z]+-[a-z-]+)'/g)].map(([, action]) => action ?? '')
        : []
    })

it.each(['zh-TW', 'en'])('has a word for every action that may be in the trail (%s)', (language) => {
  const { action } = JSON.parse(readFileSync(join(root, 'resources/i18n', language, 'audit.json'), 'utf8'))
  const actions = new Set(written(join(root, 'main')))
  expect(actions.size).toBeGreaterThan(50)
  expect([...actions].filter((one) => !(one in action))).toEqual([])
})
