import type { ChannelName } from '../../preload/contract/index.ts'
import type { IsoDate } from '../../preload/contract/words.ts'
import { answered, putAnswer, queryClient } from './query.ts'

/** What is of the clinic's day: lists of today, what is in force or due today, ages, and what says of a visit that its day is over. */
const ofTheDay: readonly ChannelName[] = [
  'appointment:count',
  'appointment:day',
  'appointment:todos',
  'appointment:week',
  'catalog:order-vocabulary',
  'catalog:search-diagnoses',
  'catalog:search-orders',
  'home-route:show',
  'make-up:list',
  'make-up:owed-terms',
  'money:debts',
  'outbox:days',
  'outbox:today',
  'patient:chart',
  'patient:search',
  'patient:similar',
  'queue:list',
  'refills:due',
  'registration:options',
  'visit:detail',
  'visit:list',
]

/** The clinic's day is another one now: what was answered of the last one is asked again. */
export const dayMoved = async (day: IsoDate): Promise<void> => {
  const startup = answered('app:startup', {})
  if (startup !== undefined) putAnswer('app:startup', {}, { ...startup, today: day })
  await Promise.all(ofTheDay.map((name) => queryClient.invalidateQueries({ queryKey: [name] })))
}
