import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { placeWindow, readWindowState, type WindowState, writeWindowState } from './windowState.ts'

const screen = { x: 0, y: 0, width: 1366, height: 728 }
const second = { x: 1366, y: 0, width: 1920, height: 1040 }
const size = { width: 1366, height: 768 }
const stateAt = (x: number, y: number, width = 1200, height = 700, maximized = false): WindowState => ({
  bounds: { x, y, width, height },
  maximized,
})

describe('placeWindow', () => {
  it.each([
    ['a first start', null, [screen], { bounds: { width: 1366, height: 728 }, maximized: false }],
    ['no display known', null, [], { bounds: size, maximized: false }],
    ['where it stood', stateAt(100, 10), [screen], { bounds: { x: 100, y: 10, width: 1200, height: 700 } }],
    [
      'on the second display',
      stateAt(1500, 40, 1800, 900, true),
      [screen, second],
      { bounds: { x: 1500 }, maximized: true },
    ],
    ['second display unplugged', stateAt(1500, 40, 1800, 900), [screen], { bounds: { width: 1366, height: 728 } }],
    ['title bar above the screen', stateAt(100, -40), [screen], { bounds: { width: 1200, height: 700 } }],
    ['only a sliver visible', stateAt(1300, 10), [screen], { bounds: { width: 1200, height: 700 } }],
    ['half off to the left', stateAt(-600, 10), [screen], { bounds: { x: -600, y: 10 } }],
    ['larger than its display', stateAt(0, 0, 4000, 3000), [screen], { bounds: { x: 0, width: 1366, height: 728 } }],
  ] as const)('%s', (_what, state, areas, expected) => {
    const place = placeWindow(state, areas, size)
    expect(place).toMatchObject(expected)
    expect('x' in place.bounds).toBe('x' in expected.bounds)
  })
})

describe('the window state', () => {
  it('is remembered, and forgotten when it makes no sense', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'clinic-window-'))
    const file = join(folder, 'window.json')
    expect(await readWindowState(file)).toBeNull()
    const state = stateAt(1, 2, 300, 400, true)
    expect(await writeWindowState(file, state)).toBe(true)
    expect(await readWindowState(file)).toEqual(state)
    for (const content of [
      '',
      '{}',
      '{"bounds":{"x":0,"y":0,"width":0,"height":5},"maximized":false}',
      'x'.repeat(9000),
    ]) {
      await writeFile(file, content)
      expect(await readWindowState(file)).toBeNull()
    }
    expect(await writeWindowState(join(file, 'below'), state)).toBe(false)
    await rm(folder, { recursive: true })
  })
})
