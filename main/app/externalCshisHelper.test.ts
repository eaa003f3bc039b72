import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { externalCshisHelper } from './externalCshisHelper.ts'

const windows = { platform: 'win32', resourcesPath: '/app/resources' } as const
const shipped = join('/app/resources', 'cshis-helper')

describe('externalCshisHelper', () => {
  it('is what the settings name', () => {
    expect(externalCshisHelper('/tools/node.exe', true, windows)).toEqual({
      program: '/tools/node.exe',
      processFile: join('/tools', 'cshis-process.js'),
    })
  })

  it('else is what a Windows build ships', () => {
    expect(externalCshisHelper(null, true, windows)).toEqual({
      program: join(shipped, 'node.exe'),
      processFile: join(shipped, 'cshis-process.js'),
    })
  })

  it('is nothing in development, and on other systems', () => {
    expect(externalCshisHelper(null, false, windows)).toBeNull()
    expect(externalCshisHelper(null, true, { platform: 'linux', resourcesPath: '/app/resources' })).toBeNull()
  })
})
