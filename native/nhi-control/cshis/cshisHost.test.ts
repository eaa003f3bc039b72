import { describe, expect, it } from 'vitest'
import { createCshisHost } from './cshisHost.ts'
import type { FromHelper } from './helperMessages.ts'
import type { LoadOutcome } from './koffiLibrary.ts'

const hostWith = (outcome: LoadOutcome) => {
  const posted: FromHelper[] = []
  return { posted, host: createCshisHost({ load: () => outcome, post: (message) => posted.push(message) }) }
}

const working: LoadOutcome = {
  library: {
    call: (_name, values) => {
      const [buffer, length] = values
      if (!(buffer instanceof Buffer) || !(length instanceof Buffer)) return 6018
      buffer.write('3599990014', 'latin1')
      length.writeInt16LE(10)
      return 0
    },
  },
}

describe('the inside of the helper process', () => {
  it('loads, calls and tells what came back', () => {
    const { host, posted } = hostWith(working)
    host({ type: 'load', libraryPath: '/library' })
    host({ type: 'call', id: 7, name: 'csGetHospID', arguments: [10] })
    expect(posted).toEqual([
      { type: 'loaded' },
      {
        type: 'returned',
        id: 7,
        status: 0,
        outputs: [Buffer.from('3599990014').toString('base64')],
        damage: null,
      },
    ])
  })

  it('tells why a library cannot be loaded', () => {
    const { host, posted } = hostWith({ reason: 'symbol-missing', symbol: 'hisGetSeqNumber256N1' })
    host({ type: 'load', libraryPath: '/library' })
    expect(posted).toEqual([{ type: 'not-loaded', reason: 'symbol-missing', symbol: 'hisGetSeqNumber256N1' }])
  })

  it.each([
    ['a call before loading', false, { type: 'call', id: 1, name: 'csCloseCom', arguments: [] }],
    ['a function that is not in the table', true, { type: 'call', id: 1, name: 'system', arguments: [] }],
    ['arguments that do not fit', true, { type: 'call', id: 1, name: 'csGetHospID', arguments: ['MTA='] }],
    ['too few arguments', true, { type: 'call', id: 1, name: 'csGetHospID', arguments: [] }],
    ['what is no message', true, 'load'],
  ])('ends rather than carry out %s', (_name, isLoaded, message) => {
    const { host } = hostWith(working)
    if (isLoaded) host({ type: 'load', libraryPath: '/library' })
    expect(() => host(message)).toThrow()
  })
})
