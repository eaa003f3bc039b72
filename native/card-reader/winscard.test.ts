import koffi from 'koffi'
import { describe, expect, it } from 'vitest'
import { nameOf, stateLayout } from './winscard.ts'

// Sizes and places as the C compilers of the systems lay SCARD_READERSTATE out for 64 bits.
describe('the layout of a reader state', () => {
  it.each([
    ['linux', 80, { seen: 16, state: 24, atrLength: 32, atr: 40 }],
    ['win32', 64, { seen: 16, state: 20, atrLength: 24, atr: 28 }],
    ['darwin', 61, { seen: 16, state: 20, atrLength: 24, atr: 28 }],
  ] as const)('%s', (platform, size, offsets) => {
    const layout = stateLayout(platform)
    expect(koffi.sizeof(layout)).toBe(size)
    const places = Object.keys(offsets).map((member) => [member, koffi.offsetof(layout, member)])
    expect(Object.fromEntries(places)).toEqual(offsets)
  })
})

// winscard.h, pcsclite.h, and Windows' table of smart-card codes.
describe('the name of a code', () => {
  it.each([
    [0x8010001d, 'NoService'],
    [0x8010001e, 'ServiceStopped'],
    [0x8010002e, 'NoReadersAvailable'],
    [0x80100018, 'Shutdown'],
    // The remote desktop without smart cards.
    [0x6d, 'NoService'],
    [0x109, 'NoService'],
    // A card that was removed is no service that is missing.
    [0x80100069, '0x80100069'],
    [0x80100012, '0x80100012'],
  ])('%i', (code, name) => expect(nameOf(code)).toBe(name))
})
