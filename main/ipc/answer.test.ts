import { describe, expect, it } from 'vitest'
import { ok } from '../../preload/contract/result.ts'
import { answerRequest } from './answer.ts'
import { isOwnFrame } from './sender.ts'

const quiet = () => undefined

describe('answerRequest', () => {
  it('refuses what is no request, an unknown channel, and a prototype name', async () => {
    for (const request of [
      null,
      'x',
      {},
      { name: 'nope', input: {} },
      { name: 'toString', input: {} },
      { name: 'card:current', input: {}, more: 1 },
    ]) {
      expect(await answerRequest(request, {}, quiet)).toMatchObject({ ok: false, error: { code: 'BAD_REQUEST' } })
    }
  })

  it('refuses input with unknown keys, and logs paths but never values', async () => {
    const seen: unknown[] = []
    const answer = await answerRequest(
      { name: 'patient:search', input: { text: 'secret-name', limit: 5, extra: 1 } },
      {},
      (entry) => seen.push(entry),
    )
    expect(answer).toMatchObject({ ok: false, error: { code: 'BAD_REQUEST' } })
    expect(JSON.stringify(seen)).not.toContain('secret-name')
    expect(seen).toHaveLength(1)
  })

  it('answers NOT_CONFIGURED where no handler stands yet', async () => {
    expect(await answerRequest({ name: 'card:current', input: {} }, {}, quiet)).toMatchObject({
      error: { code: 'NOT_CONFIGURED' },
    })
  })

  it('turns a thrown error into INTERNAL with an incident and without its message', async () => {
    const answer = await answerRequest(
      { name: 'card:current', input: {} },
      { 'card:current': () => Promise.reject(new Error('A123456789 is in here')) },
      quiet,
    )
    expect(answer).toMatchObject({ ok: false, error: { code: 'INTERNAL' } })
    expect(JSON.stringify(answer)).not.toContain('A123456789')
  })

  it('does not let an answer through that breaks the contract', async () => {
    const answer = await answerRequest(
      { name: 'outbox:send-now', input: { outboxId: null } },
      { 'outbox:send-now': () => Promise.resolve(ok({ woken: 1.5 })) },
      quiet,
    )
    expect(answer).toMatchObject({ ok: false, error: { code: 'INTERNAL', details: { incident: 'output' } } })
  })

  it('passes a good answer', async () => {
    const answer = await answerRequest(
      { name: 'outbox:send-now', input: { outboxId: null } },
      { 'outbox:send-now': () => Promise.resolve(ok({ woken: 2 })) },
      quiet,
    )
    expect(answer).toEqual({ ok: true, value: { woken: 2 } })
  })
})

describe('isOwnFrame', () => {
  it.each([
    [{ url: 'app://desk/index.html', parent: null }, true],
    [{ url: 'app://desk', parent: null }, true],
    [{ url: 'app://desk.evil/index.html', parent: null }, false],
    [{ url: 'https://app/desk', parent: null }, false],
    [{ url: 'app://desk/index.html', parent: {} }, false],
    [null, false],
  ])('%o → %s', (frame, expected) => {
    expect(isOwnFrame(frame)).toBe(expected)
  })
})
