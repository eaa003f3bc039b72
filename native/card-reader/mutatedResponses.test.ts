import iconv from 'iconv-lite'
import { expect, it } from 'vitest'
import { beginReading, continueReading, type ReadStep } from './apdu.ts'
import type { PublicProfile } from './port.ts'
import { decodePublicProfile } from './publicProfileCodec.ts'
import { profileBytes, syntheticProfile } from './testing/profileBytes.ts'

// A hundred thousand readings of which something is wrong. The same ones every time: what fails can be looked at.
const readings = 100_000

/** A small generator of numbers with a seed (mulberry32). */
const generator = (seed: number) => {
  let state = seed
  return (below: number): number => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
}
type Random = ReturnType<typeof generator>

const people: readonly PublicProfile[] = [
  syntheticProfile,
  { ...syntheticProfile, name: '陳示範', nationalId: 'F131104093', birthDate: '1970-11-02', issueDate: '2019-12-31' },
  { ...syntheticProfile, name: '試驗用歐陽', nationalId: 'A223456781', birthDate: '2016-02-29', sex: 'F' },
]

/** One thing that goes wrong with the 57 bytes. */
const damages: readonly ((bytes: Buffer, random: Random) => Buffer)[] = [
  (bytes) => bytes,
  (bytes, random) => {
    const at = random(bytes.length)
    bytes[at] = (bytes[at] ?? 0) ^ (1 << random(8))
    return bytes
  },
  (bytes, random) => bytes.subarray(0, random(bytes.length)),
  (bytes, random) => Buffer.concat([bytes, Buffer.alloc(1 + random(40), random(256))]),
  (bytes, random) => {
    bytes[12 + random(20)] = 0x80 + random(128)
    return bytes
  },
  (bytes, random) => {
    // A lead byte at the end of the name, with no trail byte to follow.
    bytes.fill(0xa4, 31 - random(3), 32)
    return bytes
  },
  (bytes, random) => {
    const at = random(2) === 0 ? 42 : 50
    bytes.write(String(random(10_000_000)).padStart(7, '0'), at, 'latin1')
    return bytes
  },
  (bytes, random) => {
    bytes[41] = 0x30 + random(10)
    return bytes
  },
  (bytes, random) => {
    bytes.write(String.fromCharCode(65 + random(26), 48 + random(10)), 32, 'latin1')
    return bytes
  },
  (bytes, random) => {
    bytes[49] = random(256)
    return bytes
  },
  (bytes, random) => bytes.fill(random(3) === 0 ? 0xff : 0x00, random(57)),
  (bytes, random) => {
    for (let at = 0; at < bytes.length; at += 1) if (random(4) === 0) bytes[at] = random(256)
    return bytes
  },
]

const statusWords = [0x6282, 0x6281, 0x6200, 0x6300, 0x6700, 0x6985, 0x6a82, 0x6c39, 0x6100, 0x6f00, 0x9000]

/** The response to one command: mostly the next thing a chip would say, sometimes anything. */
const respond = (command: Uint8Array, data: Buffer, random: Random): Uint8Array => {
  const word =
    random(12) === 0 ? (statusWords[random(statusWords.length)] ?? 0) : random(60) === 0 ? random(65_536) : 0x9000
  const status = [word >> 8, word & 0xff]
  const isSelect = command[1] === 0xa4
  const said = Uint8Array.from([...(isSelect ? [] : data), ...status])
  return random(50) === 0 ? said.subarray(0, random(said.length + 1)) : said
}

const fail = (what: string, profile: PublicProfile): never => {
  throw new Error(`${what}: ${JSON.stringify(profile)}`)
}

const letterValues = 'ABCDEFGHJKLMNPQRSTUVXYWZIO'
/** The check digit by its own definition, written here anew. */
const hasCheckDigit = (id: string): boolean => {
  const value = 10 + letterValues.indexOf(id[0] ?? '')
  const second = /[A-Z]/.test(id[1] ?? '') ? (10 + letterValues.indexOf(id[1] ?? '')) % 10 : Number(id[1])
  const digits = [Math.floor(value / 10), value % 10, second, ...[...id.slice(2)].map(Number)]
  const weights = [1, 9, 8, 7, 6, 5, 4, 3, 2, 1, 1]
  return digits.reduce((sum, digit, index) => sum + digit * (weights[index] ?? 0), 0) % 10 === 0
}
const isDay = (date: string): boolean => {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number)
  const days = [
    31,
    year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28,
    31,
    30,
    31,
    30,
    31,
    31,
    30,
    31,
    30,
    31,
  ]
  return year >= 1912 && year <= 2910 && month >= 1 && month <= 12 && day >= 1 && day <= (days[month - 1] ?? 0)
}

/** Every field looked at again, by rules of its own. */
const verify = (profile: PublicProfile, data: Uint8Array): void => {
  if (Object.keys(profile).length !== 6) fail('fields', profile)
  if (!/^\d{12}$/.test(profile.cardNumber)) fail('card number', profile)
  if (!/^[A-Z][0-9A-DXY]\d{8}$/.test(profile.nationalId) || !hasCheckDigit(profile.nationalId))
    fail('national ID', profile)
  if (!isDay(profile.birthDate) || !isDay(profile.issueDate)) fail('date', profile)
  if (profile.sex !== 'M' && profile.sex !== 'F') fail('sex', profile)
  const { name } = profile
  // biome-ignore lint/suspicious/noControlCharactersInRegex: that there are none is the point
  if (name.trim() !== name || name === '' || /[\u0000-\u001f\ufffd]/.test(name)) fail('name', profile)
  // Nothing may be in the profile that is not on the card. User-defined characters have no other decoder to compare with.
  const text = Buffer.from(data).toString('latin1')
  if (!text.includes(profile.cardNumber) || !text.includes(profile.nationalId)) fail('not of this card', profile)
  const plain = iconv
    .decode(Buffer.from(data.subarray(12, 32)), 'cp950')
    .replace(/[\0 ]+$/, '')
    .trim()
  if (!/[\ue000-\uf8ff]/.test(name) && !/[\ufffd\ue000-\uf8ff]/.test(plain) && plain !== name)
    fail(`name ${plain}`, profile)
}

it('a hundred thousand mutated responses give a whole profile or a reason, never half of one, and nothing is thrown', () => {
  const random = generator(20_261_125)
  const ends = new Map<string, number>()
  const count = (end: string): void => void ends.set(end, (ends.get(end) ?? 0) + 1)
  for (let reading = 0; reading < readings; reading += 1) {
    const person = people[reading % people.length] ?? syntheticProfile
    const damage = damages[random(damages.length)] ?? ((bytes: Buffer) => bytes)
    const data = damage(profileBytes(person, random(2) === 0 ? 0x00 : 0x20), random)
    let step: ReadStep = beginReading()
    let commands = 0
    while (step.type === 'transmit') {
      commands += 1
      if (commands > 16) throw new Error('never ends')
      step = continueReading(step.state, respond(step.command, data, random))
    }
    if (step.type === 'failed') {
      if (!/^([0-9A-F]{4})?$/.test(step.sw)) throw new Error(`status word ${step.sw}`)
      count(step.code)
      continue
    }
    const result = decodePublicProfile(step.data)
    if (result.ok) verify(result.value, step.data)
    count(result.ok ? 'profile' : String(result.error.details?.reason))
  }
  // Every end was met, so that none of this is an idle run.
  expect([...ends.keys()].toSorted()).toEqual(
    [
      ...['profile', 'CARD_FOREIGN', 'CARD_UNREADABLE'],
      ...['length', 'card-number', 'name', 'national-id', 'birth-date', 'sex', 'issue-date'],
    ].toSorted(),
  )
  expect([...ends.values()].reduce((sum, times) => sum + times, 0)).toBe(readings)
}, 30_000)
