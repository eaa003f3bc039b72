import { expect, it } from 'vitest'
import { ticketPrinterOf } from './printing.ts'

it.each([
  ['tcp://192.168.1.50:9100', { host: '192.168.1.50', port: 9100 }],
  ['tcp://[fe80::1]:9100', { host: 'fe80::1', port: 9100 }],
  ['tcp://TICKET_1.local:9100', { host: 'TICKET_1.local', port: 9100 }],
  ['tcp://printer:0', null],
  ['tcp://printer:70000', null],
  ['http://printer:9100', null],
  ['Laser', null],
  ['tcp://a b:9100', null],
])('reads the address %s', (text, address) => {
  expect(ticketPrinterOf(text)).toEqual(address)
})
