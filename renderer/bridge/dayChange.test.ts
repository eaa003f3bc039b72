import { beforeEach, expect, it } from 'vitest'
import type { ChannelOutput } from '../../preload/contract/index.ts'
import type { IsoDate } from '../../preload/contract/words.ts'
import { dayMoved } from './dayChange.ts'
import { answered, putAnswer, queryClient, queryKey } from './query.ts'

const tomorrow = '2026-11-21' as IsoDate
const isStale = (...key: Parameters<typeof queryKey>): boolean | undefined =>
  queryClient.getQueryState(queryKey(...key))?.isInvalidated

beforeEach(() => queryClient.clear())

it('asks for the lists of the day again, under whatever input and version, and leaves the rest', async () => {
  putAnswer('visit:list', { day: null }, [])
  putAnswer('queue:list', {}, [])
  queryClient.setQueryData(queryKey('outbox:today', {}, '7'), {})
  putAnswer('codes:all', {}, [])
  await dayMoved(tomorrow)
  expect(isStale('visit:list', { day: null })).toBe(true)
  expect(isStale('queue:list', {})).toBe(true)
  expect(isStale('outbox:today', {}, '7')).toBe(true)
  expect(isStale('codes:all', {})).toBe(false)
})

it('tells what knows the day from the start the new one', async () => {
  await dayMoved(tomorrow)
  expect(answered('app:startup', {})).toBeUndefined()
  const startup = { version: '1.0.0', today: '2026-11-20' } as ChannelOutput<'app:startup'>
  putAnswer('app:startup', {}, startup)
  await dayMoved(tomorrow)
  expect(answered('app:startup', {})).toEqual({ ...startup, today: tomorrow })
})
