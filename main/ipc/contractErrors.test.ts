import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { z } from 'zod'
import { statusFailure } from '../../native/nhi-control/control6/controlErrors.ts'
import { type ChannelName, channels } from '../../preload/contract/index.ts'

const file = join(import.meta.dirname, '..', '..', 'resources', 'code-systems', 'nhi-codes.json')
const { concepts } = z
  .object({ concepts: z.array(z.object({ origin: z.string(), code: z.string(), retriable: z.boolean() })) })
  .parse(JSON.parse(readFileSync(file, 'utf8')))

/** Errors that belong to one question only: taking back, changing a PIN. */
const ofOneQuestion = ['ROLLBACK_TOO_LATE', 'PIN_CHANGE_FAILED']
/** Only where the professional's card signs, or is signed in. */
const ofProfessional = /^PROFESSIONAL_/

const everyCode = (): ReadonlySet<string> =>
  new Set(
    concepts.flatMap(({ origin, code }) =>
      /^-?\d+$/.test(code) && (origin === 'control' || origin === 'server')
        ? [statusFailure(origin, Number(code)).error.code]
        : [],
    ),
  )

const missing = (name: ChannelName, isAsked: (code: string) => boolean): readonly string[] => {
  const listed: readonly string[] = channels[name].errors
  return [...everyCode()].filter((code) => isAsked(code) && !ofOneQuestion.includes(code) && !listed.includes(code))
}

it.each<ChannelName>([
  'registration:register',
  'registration:cancel',
  'cashier:close',
  'make-up:return-card',
  'make-up:make-up-visit',
  'card:update',
  'professional:verify-pin',
  'professional:change-pin',
  'professional:unlock',
  'professional:log-out',
])('%s lists whatever control software and server can answer it with', (name) => {
  expect(everyCode().size).toBeGreaterThan(25)
  expect(missing(name, () => true)).toEqual([])
})

it.each<ChannelName>(['sam:verify', 'sam:reopen', 'patient-pin:verify', 'patient-pin:change', 'patient-pin:disable'])(
  '%s does so, too, but for the professional and the virtual card',
  (name) => {
    const isOther = (code: string): boolean => ofProfessional.test(code) || /^(VIRTUAL|PHYSICAL)_CARD_/.test(code)
    expect(missing(name, (code) => !isOther(code))).toEqual([])
  },
)

it('the taking back of a serial can be too late, and a PIN can stay as it was', () => {
  expect(channels['registration:cancel'].errors).toContain('ROLLBACK_TOO_LATE')
  for (const name of ['professional:change-pin', 'professional:unlock', 'patient-pin:change'] as const) {
    expect(channels[name].errors).toContain('PIN_CHANGE_FAILED')
  }
})

it('no number is tried again by the program that the table calls final', () => {
  const final = concepts.filter(({ origin, retriable }) => origin === 'control' && !retriable)
  expect(final.length).toBeGreaterThan(100)
  const tried = final.filter(({ code }) => statusFailure('server', Number(code)).error.retryable)
  expect(tried.map(({ code }) => code)).toEqual([])
})
