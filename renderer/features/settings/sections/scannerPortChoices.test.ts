import { describe, expect, it } from 'vitest'
import { SerialPortPathSchema } from '../../../../preload/contract/desk/scannerPort.ts'
import { scannerPortChoices } from './scannerPortChoices.ts'

const found = [
  { path: 'COM1', name: null },
  { path: 'COM3', name: 'USB Serial Device (COM3)' },
]

describe('scannerPortChoices', () => {
  it('offers what was found', () => {
    const choices = [
      { path: 'COM1', name: null, connected: true },
      { path: 'COM3', name: 'USB Serial Device (COM3)', connected: true },
    ]
    expect(scannerPortChoices(null, found)).toEqual(choices)
    expect(scannerPortChoices({ path: 'COM3', baudRate: 9600 }, found)).toEqual(choices)
  })

  it('keeps the chosen port while its scanner is not plugged in', () => {
    expect(scannerPortChoices({ path: 'COM7', baudRate: 9600 }, [])).toEqual([
      { path: 'COM7', name: null, connected: false },
    ])
  })
})

describe('SerialPortPathSchema', () => {
  it.each(['COM1', 'COM256', '/dev/ttyUSB0', '/dev/serial/by-id/usb-Maker_Scanner-if00', '/dev/cu.usbmodem14101'])(
    'takes %s',
    (path) => {
      expect(SerialPortPathSchema.safeParse(path).success).toBe(true)
    },
  )

  it.each(['', 'COM0', 'com3', 'COM1234', '/etc/passwd', '/dev/../etc/passwd', '/dev/', '\\\\server\\pipe', 'COM3\r'])(
    'refuses %j, which is no port',
    (path) => {
      expect(SerialPortPathSchema.safeParse(path).success).toBe(false)
    },
  )
})
