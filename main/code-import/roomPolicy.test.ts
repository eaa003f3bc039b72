import { describe, expect, it } from 'vitest'
import { diskState } from '../domain/desk/backupPolicy.ts'
import { roomProblem } from './roomPolicy.ts'

const mebibyte = 1024 * 1024

describe('room for an import', () => {
  it('ends while the desk still writes, with room for what is under way', () => {
    const least = Array.from({ length: 4096 }, (_, megabytes) => megabytes * mebibyte).find(
      (free) => roomProblem(free) === null,
    )
    expect(diskState(least ?? 0)).toBe('low')
    expect(diskState((least ?? 0) - 256 * mebibyte)).toBe('low')
    expect(roomProblem((least ?? 0) - 1)).toMatchObject({ code: 'STORE_FULL', retryable: true })
  })

  it('is not judged where the system does not tell', () => {
    expect(roomProblem(null)).toBeNull()
  })
})
