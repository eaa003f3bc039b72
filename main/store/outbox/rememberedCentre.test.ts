import { expect, it } from 'vitest'
import { openTemporaryStore } from '../temporaryStore.ts'
import { rememberedCentre } from './rememberedCentre.ts'

const [taipei, taichung] = ['https://taipei', 'https://taichung'] as const

it('is the preferred data centre at first, then the one that was in use, wherever its place in the list is by now', async () => {
  const temporary = await openTemporaryStore()
  const { store } = temporary
  const startWith = async (baseUrls: readonly string[], service: 'nhi' | 'cloud' = 'nhi') =>
    (await rememberedCentre(store, service, baseUrls)).startWith
  expect(await startWith([taipei, taichung])).toBe(0)
  const first = await rememberedCentre(store, 'nhi', [taipei, taichung])
  first.onActiveChange(1)
  await expect.poll(() => startWith([taipei, taichung])).toBe(1)
  expect(await startWith([taichung, taipei])).toBe(0)
  expect(await startWith([taipei])).toBe(0)
  expect(await startWith([taipei, taichung], 'cloud')).toBe(0)
  first.onActiveChange(0)
  await expect.poll(() => startWith([taipei, taichung])).toBe(0)
  first.onActiveChange(7)
  await temporary.dispose()
  first.onActiveChange(1)
})
