import { setImmediate as nextTurn } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { meanwhile } from './meanwhile.ts'

it('begins once what is at hand is done, and gives what came of it', async () => {
  const deeds: string[] = []
  const done = meanwhile(() => deeds.push('work'))
  deeds.push('asked')
  await Promise.resolve()
  deeds.push('still at hand')
  expect(await done).toBe(3)
  expect(deeds).toEqual(['asked', 'still at hand', 'work'])
})

it('throws where it is awaited, and nowhere when nobody does', async () => {
  const unheard: unknown[] = []
  const hear = (reason: unknown) => unheard.push(reason)
  process.on('unhandledRejection', hear)
  const failed = meanwhile(() => {
    throw new RangeError('broken')
  })
  await nextTurn()
  await nextTurn()
  process.off('unhandledRejection', hear)
  expect(unheard).toEqual([])
  await expect(failed).rejects.toThrow('broken')
})
