import { describe, expect, it } from 'vitest'
import { type CardConnection, readProfileBytes } from './cardRead.ts'
import { profileBytes, syntheticProfile } from './testing/profileBytes.ts'

const named = (code: string): Error => Object.assign(new Error(code), { code })
const done = Buffer.concat([profileBytes(syntheticProfile), Buffer.of(0x90, 0x00)])

interface Script {
  readonly connect?: string
  readonly begin?: string
  readonly transmit?: string
  readonly end?: string
  readonly release?: string
  readonly mute?: boolean
  readonly nonsense?: boolean
  /** How often the card is still seen after a failure; for ever when left out. */
  readonly seen?: number
}

/** A reader that plays one script for each connection, the last one for ever; it keeps a log of what was called. */
const scripted = (...scripts: readonly Script[]) => {
  const log: string[] = []
  const pauses: number[] = []
  let connections = 0
  const step = (name: string, code: string | undefined): void => {
    log.push(name)
    if (code !== undefined) throw named(code)
  }
  const connect = async (): Promise<CardConnection> => {
    const script = scripts[Math.min(connections, scripts.length - 1)] ?? {}
    connections += 1
    step('connect', script.connect)
    let seen = script.seen ?? Number.POSITIVE_INFINITY
    return {
      async begin() {
        step('begin', script.begin)
        return { end: async () => step('end', script.end) }
      },
      async transmit(command) {
        step('transmit', script.transmit)
        if (script.mute === true) return new Uint8Array(0)
        if (script.nonsense === true) return Uint8Array.of(0x00, 0x00)
        return command[1] === 0xa4 ? Uint8Array.of(0x90, 0x00) : Uint8Array.from(done)
      },
      async atr() {
        seen -= 1
        if (seen < 0) throw named('RemovedCard')
        return '3B00'
      },
      release: async () => step('release', script.release),
    }
  }
  const read = () =>
    readProfileBytes(connect, async (ms) => {
      pauses.push(ms)
    })
  return { read, log, pauses }
}

describe('readProfileBytes', () => {
  it('reads in one transaction and lets the card go', async () => {
    const { read, log } = scripted({})
    expect(await read()).toEqual({ ok: true, value: Uint8Array.from(profileBytes(syntheticProfile)) })
    expect(log).toEqual(['connect', 'begin', 'transmit', 'transmit', 'end', 'release'])
  })

  it('does not mind when ending the transaction or letting go fails after a good read', async () => {
    expect(await scripted({ end: 'ResetCard', release: 'InvalidHandle' }).read()).toMatchObject({ ok: true })
  })

  it.each([
    ['NoSmartCard', 'CARD_ABSENT'],
    ['RemovedCard', 'CARD_REMOVED'],
    ['UnknownReader', 'READER_NOT_FOUND'],
    ['NoService', 'READER_SERVICE_DOWN'],
    ['InvalidHandle', 'READER_SERVICE_DOWN'],
    ['UnresponsiveCard', 'CARD_UNREADABLE'],
    ['ProtoMismatch', 'CARD_UNREADABLE'],
    ['SomethingNew', 'CARD_UNREADABLE'],
  ])('%s when connecting is %s, and is not tried again', async (pcsc, code) => {
    const { read, log } = scripted({ connect: pcsc })
    expect(await read()).toMatchObject({ ok: false, error: { code, details: { pcsc } } })
    expect(log).toEqual(['connect'])
  })

  it.each(['SharingViolation', 'ResetCard'])('waits and tries again after %s', async (pcsc) => {
    const { read, pauses } = scripted({ begin: pcsc }, { transmit: pcsc }, {})
    expect(await read()).toMatchObject({ ok: true })
    expect(pauses).toHaveLength(2)
  })

  it.each(['SharingViolation', 'ResetCard'])('is in use when %s lasts', async (pcsc) => {
    const { read, log } = scripted({ connect: pcsc })
    expect(await read()).toMatchObject({ ok: false, error: { code: 'CARD_IN_USE', retryable: true } })
    expect(log.filter((name) => name === 'connect')).toHaveLength(5)
  })

  it.each(['NotTransacted', 'CommError'])(
    '%s with a card that is gone, or goes soon after, is a pulled card',
    async (pcsc) => {
      for (const seen of [0, 1, 8]) {
        expect(await scripted({ transmit: pcsc, seen }).read()).toMatchObject({ error: { code: 'CARD_REMOVED' } })
      }
    },
  )

  it.each(['NotTransacted', 'CommError'])('%s with a card that stays is an unreadable card', async (pcsc) => {
    expect(await scripted({ transmit: pcsc }).read()).toMatchObject({
      error: { code: 'CARD_UNREADABLE', details: { pcsc } },
    })
  })

  it('an empty response is a pulled card, or an unreadable one', async () => {
    expect(await scripted({ mute: true, seen: 3 }).read()).toMatchObject({ error: { code: 'CARD_REMOVED' } })
    expect(await scripted({ mute: true }).read()).toMatchObject({ error: { code: 'CARD_UNREADABLE' } })
  })

  it('a response without a status word is a pulled card, or an unreadable one', async () => {
    expect(await scripted({ nonsense: true, seen: 3 }).read()).toMatchObject({ error: { code: 'CARD_REMOVED' } })
    expect(await scripted({ nonsense: true }).read()).toMatchObject({ error: { code: 'CARD_UNREADABLE' } })
  })

  it('reads again when the contacts were moved and the card is still there', async () => {
    expect(await scripted({ transmit: 'NotTransacted' }, {}).read()).toMatchObject({ ok: true })
    expect(await scripted({ mute: true }, {}).read()).toMatchObject({ ok: true })
  })

  it('lets the card go after a failure', async () => {
    const { read, log } = scripted({ transmit: 'UnresponsiveCard' })
    await read()
    expect(log).toEqual(['connect', 'begin', 'transmit', 'end', 'release'])
  })
})
