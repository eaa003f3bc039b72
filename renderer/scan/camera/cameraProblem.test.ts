import { describe, expect, it } from 'vitest'
import { afterGone, cameraProblemOf, cameraToOpen } from './cameraProblem.ts'

describe('cameraProblemOf', () => {
  it.each([
    ['NotAllowedError', 'denied'],
    ['NotReadableError', 'in-use'],
    ['NotFoundError', 'absent'],
    ['OverconstrainedError', 'absent'],
    ['SomethingNew', 'failed'],
  ])('%s → %s', (name, problem) => {
    expect(cameraProblemOf(new DOMException('said by the browser', name))).toBe(problem)
  })

  it('takes what is no error for a failure', () => {
    expect(cameraProblemOf('navigator.mediaDevices not supported')).toBe('failed')
  })
})

describe('cameraToOpen', () => {
  const cameras = [
    { id: 'front', label: 'Front' },
    { id: 'desk', label: 'Desk' },
  ]

  it('takes the last one while it is there, else the first', () => {
    expect(cameraToOpen(cameras, 'desk')).toBe('desk')
    expect(cameraToOpen(cameras, 'gone')).toBe('front')
    expect(cameraToOpen(cameras, null)).toBe('front')
  })

  it('leaves the choice to the browser as long as it tells no ids', () => {
    expect(cameraToOpen([{ id: '', label: '' }], 'desk')).toBeNull()
  })
})

describe('afterGone', () => {
  const desk = { id: 'desk', label: 'Desk' }
  const front = { id: 'front', label: 'Front' }

  it('goes on with another camera, says that there is none, and never tries a broken one for ever', () => {
    expect(afterGone([front], 'desk')).toBe('another')
    expect(afterGone([], 'desk')).toBe('absent')
    expect(afterGone([front, desk], 'desk')).toBe('failed')
  })
})
