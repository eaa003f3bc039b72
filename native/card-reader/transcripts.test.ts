import { readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { z } from 'zod'
import { createReaderHost } from './readerHost.ts'
import type { FromReaderProcess } from './readerMessages.ts'

// What chips have said to the reading, command by command. The people are invented; each dialect of contracts/nhi-interfaces.md §1
// and each way of ending is here once.
const folder = new URL('./testing/transcripts/', import.meta.url)
const hex = z.string().regex(/^([0-9A-F]{2})*$/)
const TranscriptSchema = z.strictObject({
  about: z.string().min(1),
  protocol: z.enum(['T=0', 'T=1']),
  steps: z
    .array(
      z.union([
        z.strictObject({ command: hex, response: hex }),
        /** The driver's answer instead of the chip's: PC/SC's name. */
        z.strictObject({ command: hex, error: z.string() }),
      ]),
    )
    .min(1),
  result: z.union([
    z.strictObject({ ok: z.literal(true), value: z.record(z.string(), z.string()) }),
    z.strictObject({ ok: z.literal(false), code: z.string(), details: z.record(z.string(), z.string()) }),
  ]),
})

const files = readdirSync(folder).filter((file) => file.endsWith('.json'))
const named = (code: string): Error => Object.assign(new Error(code), { code })

it.each(files)('%s', async (file) => {
  const transcript = TranscriptSchema.parse(JSON.parse(readFileSync(new URL(file, folder), 'utf8')))
  const left = [...transcript.steps]
  const calls: string[] = []
  let isGone = false
  const post: FromReaderProcess[] = []
  const send = createReaderHost({
    pcsc: {
      start: () => undefined,
      stop: () => undefined,
      watchFirst: () => undefined,
      connect: async () => ({
        begin: async () => ({ end: async () => void calls.push('end') }),
        async transmit(command) {
          const step = left.shift()
          expect(Buffer.from(command).toString('hex').toUpperCase()).toBe(step?.command)
          if (step === undefined) throw named('UnexpectedCommand')
          if ('error' in step) throw named(step.error)
          isGone = step.response === ''
          return Uint8Array.from(Buffer.from(step.response, 'hex'))
        },
        async atr() {
          if (isGone) throw named('RemovedCard')
          return '3BFD'
        },
        release: async () => void calls.push('release'),
      }),
    },
    post: (message) => post.push(message),
    now: () => 0,
    schedule: (run) => setImmediate(run),
  })
  send({ type: 'read', id: 1, reader: 'A' })
  await expect.poll(() => post.length).toBe(1)
  const { result } = transcript
  expect(post[0]).toMatchObject({
    type: 'read-done',
    result: result.ok ? result : { ok: false, error: { code: result.code, details: result.details } },
  })
  expect(left).toEqual([])
  expect(calls).toEqual(['end', 'release'])
})

it('every dialect and ending is there', () => {
  expect(files.length).toBeGreaterThanOrEqual(14)
})
