import { describe, expect, it } from 'vitest'
import { isAllowed } from './permissions.ts'

const camera = { permission: 'media', from: 'app://desk/', isMainFrame: true, media: ['video'] }

describe('isAllowed', () => {
  it('lets our own page see through the camera', () => {
    expect(isAllowed(camera)).toBe(true)
    expect(isAllowed({ ...camera, from: 'app://desk' })).toBe(true)
  })

  it('lets our own page look into the clipboard, and no other', () => {
    const clipboard = { permission: 'clipboard-read', from: 'app://desk/', isMainFrame: true, media: [] }
    expect(isAllowed(clipboard)).toBe(true)
    expect(isAllowed({ ...clipboard, from: 'https://example.org/' })).toBe(false)
    expect(isAllowed({ ...clipboard, isMainFrame: false })).toBe(false)
  })

  it.each([
    ['the microphone', { media: ['audio'] }],
    ['camera with microphone', { media: ['video', 'audio'] }],
    ['media of no kind', { media: [] }],
    ['a frame inside the page', { isMainFrame: false }],
    ['another page', { from: 'https://example.org/' }],
    ['a page that looks like ours', { from: 'app://desk.example/' }],
    ['writing to the clipboard', { permission: 'clipboard-sanitized-write' }],
    ['the screen', { permission: 'display-capture' }],
    ['the place', { permission: 'geolocation' }],
    ['notifications', { permission: 'notifications' }],
    ['devices', { permission: 'serial' }],
  ])('refuses %s', (_, change) => {
    expect(isAllowed({ ...camera, ...change })).toBe(false)
  })
})
