import { describe, expect, it } from 'vitest'
import { parseArguments } from './arguments.ts'

describe('parseArguments', () => {
  it.each([
    [['electron', '.', '--settings', 'a.json'], { settingsFile: 'a.json' }],
    [['electron', '--settings=a b.json', '.'], { settingsFile: 'a b.json' }],
    [['electron', '.', '--settings'], { settingsFile: null }],
    [
      ['app', '--user-data-dir=/d', '--insecure-development-key'],
      { userDataDirectory: '/d', insecureDevelopmentKey: true },
    ],
    [['app'], { settingsFile: null, userDataDirectory: null, insecureDevelopmentKey: false }],
  ])('%j', (argv, expected) => {
    expect(parseArguments(argv)).toMatchObject(expected)
  })
})
