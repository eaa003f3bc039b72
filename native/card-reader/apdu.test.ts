import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { beginReading, continueReading, type ReadStep } from './apdu.ts'
import { profileBytes, syntheticProfile } from './testing/profileBytes.ts'

const SELECT = '00A4040010D1580000010000000000000000000011'
const READ = '00CA1100020000'
const profile = profileBytes(syntheticProfile)
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex').toUpperCase()
const profileHex = hex(profile)

/** Plays a reading against a card; the card is a function of the command. */
const play = (
  card: (command: string) => string,
): { commands: string[]; end: Exclude<ReadStep, { type: 'transmit' }> } => {
  const commands: string[] = []
  let step = beginReading()
  while (step.type === 'transmit') {
    commands.push(hex(step.command))
    step = continueReading(step.state, Buffer.from(card(hex(step.command)), 'hex'))
  }
  return { commands, end: step }
}

/** A card that answers each command by the table, and everything else with 6D00. */
const table =
  (answers: Readonly<Record<string, string>>) =>
  (command: string): string =>
    answers[command] ?? '6D00'

describe('a reading that ends with the profile', () => {
  it.each<[string, Readonly<Record<string, string>>, string[]]>([
    ['the plain card', { [SELECT]: '9000', [READ]: `${profileHex}9000` }, [SELECT, READ]],
    [
      'a card that wants Le',
      { [SELECT]: '6700', [`${SELECT}00`]: '9000', [READ]: '6700', [`${READ}00`]: `${profileHex}9000` },
      [SELECT, `${SELECT}00`, READ, `${READ}00`],
    ],
    [
      'a card that says done without data until it gets Le',
      { [SELECT]: '9000', [READ]: '9000', [`${READ}00`]: `${profileHex}9000` },
      [SELECT, READ, `${READ}00`],
    ],
    [
      'a T=0 card that waits for GET RESPONSE',
      { [SELECT]: '9000', [READ]: '6139', '00C0000039': `${profileHex}9000` },
      [SELECT, READ, '00C0000039'],
    ],
    [
      'a T=0 card that gives the data in two parts',
      {
        [SELECT]: '6120',
        [READ]: '6120',
        '00C0000020': `${profileHex.slice(0, 64)}6119`,
        '00C0000019': `${profileHex.slice(64)}9000`,
      },
      [SELECT, READ, '00C0000020', '00C0000019'],
    ],
    [
      'a card that wants the exact length',
      { [SELECT]: '9000', [READ]: '6C39', [`${READ}39`]: `${profileHex}9000` },
      [SELECT, READ, `${READ}39`],
    ],
    [
      'a card that wants Le, and then the exact one',
      { [SELECT]: '9000', [READ]: '6700', [`${READ}00`]: '6C39', [`${READ}39`]: `${profileHex}9000` },
      [SELECT, READ, `${READ}00`, `${READ}39`],
    ],
    ['warnings, with the data', { [SELECT]: '6284', [READ]: `${profileHex}6282` }, [SELECT, READ]],
    [
      'a T=0 card that warns and keeps the data until GET RESPONSE',
      { [SELECT]: '6200', [READ]: '6310', '00C0000000': '6C39', '00C0000039': `${profileHex}9000` },
      [SELECT, READ, '00C0000000', '00C0000039'],
    ],
    [
      'a GET RESPONSE with another length',
      { [SELECT]: '9000', [READ]: '6100', '00C0000000': '6C39', '00C0000039': `${profileHex}9000` },
      [SELECT, READ, '00C0000000', '00C0000039'],
    ],
  ])('%s', (_name, answers, expected) => {
    const { commands, end } = play(table(answers))
    expect(commands).toEqual(expected)
    expect(end).toEqual({ type: 'done', data: Uint8Array.from(profile) })
  })
})

describe('a reading that fails', () => {
  it.each<[string, Readonly<Record<string, string>>, object]>([
    ['no such applet', { [SELECT]: '6A82' }, { code: 'CARD_FOREIGN', sw: '6A82' }],
    ['a SAM', { [SELECT]: '6A82' }, { code: 'CARD_FOREIGN' }],
    ['an unknown class', { [SELECT]: '6E00' }, { code: 'CARD_FOREIGN', sw: '6E00' }],
    ['wrong length with and without Le', { [SELECT]: '6700', [`${SELECT}00`]: '6700' }, { code: 'CARD_FOREIGN' }],
    ['a broken chip at SELECT', { [SELECT]: '6F00' }, { code: 'CARD_UNREADABLE', sw: '6F00' }],
    ['a memory failure', { [SELECT]: '9000', [READ]: '6581' }, { code: 'CARD_UNREADABLE', sw: '6581' }],
    ['an applet that is deactivated', { [SELECT]: '6283' }, { code: 'CARD_UNREADABLE', sw: '6283' }],
    ['a card at its end of life', { [SELECT]: '6285' }, { code: 'CARD_UNREADABLE', sw: '6285' }],
    [
      'data that may be corrupt',
      { [SELECT]: '9000', [READ]: `${profileHex}6281` },
      { code: 'CARD_UNREADABLE', sw: '6281' },
    ],
    [
      'a warning in place of data',
      { [SELECT]: '9000', [READ]: '6200', '00C0000000': '6200' },
      { code: 'CARD_UNREADABLE', sw: '6200' },
    ],
    ['a refused READ', { [SELECT]: '9000', [READ]: '6985' }, { code: 'CARD_UNREADABLE', sw: '6985' }],
    ['an empty response', { [SELECT]: '' }, { code: 'CARD_UNREADABLE', sw: '' }],
    ['half a status word', { [SELECT]: '90' }, { code: 'CARD_UNREADABLE', sw: '' }],
  ])('%s', (_name, answers, expected) => {
    expect(play(table(answers)).end).toMatchObject({ type: 'failed', ...expected })
  })

  it.each(['6C39', '61FF', `${'00'.repeat(250)}6110`])('a chip that never ends with %s', (answer) => {
    const { commands, end } = play((command) => (command === SELECT ? '9000' : answer))
    expect(end).toMatchObject({ type: 'failed', code: 'CARD_UNREADABLE' })
    expect(commands.length).toBeLessThanOrEqual(16)
  })

  it('gives short data to the codec as it is', () => {
    expect(play(table({ [SELECT]: '9000', [READ]: '31329000' })).end).toEqual({
      type: 'done',
      data: Uint8Array.of(0x31, 0x32),
    })
  })
})

it('every card ends every reading after a few commands', () => {
  const response = fc.oneof(
    fc.uint8Array({ maxLength: 260 }).map(hex),
    fc
      .tuple(fc.constantFrom('61', '6C', '67', '90', '6A'), fc.nat(255))
      .map(([sw1, sw2]) => sw1 + hex(Uint8Array.of(sw2))),
  )
  fc.assert(
    fc.property(fc.infiniteStream(response), (responses) => {
      const { commands, end } = play(() => responses.next().value ?? '')
      expect(commands.length).toBeLessThanOrEqual(16)
      expect(['done', 'failed']).toContain(end.type)
    }),
  )
})
