import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { isNetworkPath, locationProblem } from './storeLocation.ts'

describe('isNetworkPath', () => {
  it.each([
    ['\\\\server\\share\\clinic.db', true],
    ['//server/share/clinic.db', true],
    ['\\\\?\\UNC\\server\\share\\clinic.db', true],
    ['\\\\?\\unc\\server\\share', true],
    ['\\\\?\\C:\\clinic\\clinic.db', false],
    ['\\\\.\\C:\\clinic.db', false],
    ['C:\\clinic\\clinic.db', false],
    ['C:/clinic/clinic.db', false],
    ['/home/clinic/clinic.db', false],
  ])('%s → %s', (path, expected) => {
    expect(isNetworkPath(path)).toBe(expected)
  })
})

describe('locationProblem', () => {
  it('has nothing against a local folder, and wants it to be there', () => {
    expect(locationProblem(join(tmpdir(), 'clinic.db'))).toBeNull()
    expect(locationProblem(join(tmpdir(), 'no-such-folder-here', 'clinic.db'))).toBe('missing')
    expect(locationProblem('\\\\server\\share\\clinic.db')).toBe('network')
  })
})
