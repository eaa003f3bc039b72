import { expect, it } from 'vitest'
import { ControlSoftwareSchema } from './controlSoftware.ts'

const old = { adapter: 'control6', baseUrl: 'https://localhost:5066', sha256Fingerprint: '', initialName: '' }

it('takes settings that were written before there was a choice', () => {
  expect(ControlSoftwareSchema.parse(old)).toEqual({
    ...old,
    cshis: { libraryFile: 'C:\\NHI\\LIB\\csHis50.dll', port: 0, helperFile: null },
    vhcSdk: { baseUrl: 'http://localhost:3033' },
  })
})

it.each([
  ['http://localhost:3033', true],
  ['http://127.0.0.1:3033', true],
  ['http://[::1]:3033', true],
  ['https://localhost', false],
  ['http://192.168.1.9:3033', false],
  ['http://localhost.example.org:3033', false],
  ['http://localhost@example.org', false],
  ['ftp://localhost', false],
  ['localhost:3033', false],
])('lets the virtual-card SDK be on this PC only: %s', (baseUrl, allowed) => {
  expect(ControlSoftwareSchema.safeParse({ ...old, vhcSdk: { baseUrl } }).success).toBe(allowed)
})
