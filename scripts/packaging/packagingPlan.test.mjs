import { describe, expect, it } from 'vitest'
import { packagingPlan } from './packagingPlan.mjs'

const older = { electron: '33.2.1', wanted: '45.4.1' }
const official = { electron: '45.4.1', wanted: '45.4.1' }

describe('packagingPlan', () => {
  it('packs for this system with the prepared runtime, and says when that is not the product’s', () => {
    const plan = packagingPlan([], { platform: 'linux', electronDist: '/d', runtime: older })
    expect(plan.args.slice(0, 2)).toEqual(['--linux', '--dir'])
    expect(plan.args).toContain('-c.electronDist=/d')
    expect(plan.args).toContain('-c.electronVersion=33.2.1')
    expect(plan.note).toContain('33.2.1')
    expect(plan.forWindows).toBe(false)
  })

  it('says nothing where the runtime is the product’s', () => {
    const plan = packagingPlan(['--win', 'nsis'], { platform: 'win32', electronDist: 'C:\\d', runtime: official })
    expect(plan).toMatchObject({ note: null, electronVersion: '45.4.1' })
    expect(plan.args).toContain('-c.electronDist=C:\\d')
  })

  it('never puts this system’s runtime into a package for another', () => {
    const plan = packagingPlan(['--win'], { platform: 'linux', electronDist: '/d', runtime: older })
    expect(plan.electronVersion).toBe('45.4.1')
    expect(plan.forWindows).toBe(true)
    expect(plan.args.join(' ')).not.toContain('electronDist')
  })
})
