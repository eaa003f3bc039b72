import { z } from 'zod'
import { channel } from '../channel.ts'

/** Speeds a scanner on a serial port can be set to, in bits a second; a virtual port over USB works at any of them. */
export const scannerBaudRates = [9600, 19_200, 38_400, 57_600, 115_200] as const

/** Name of a serial port as this PC's system has it: COM3, /dev/ttyUSB0. It is opened by main, so it names nothing else. */
export const SerialPortPathSchema = z
  .string()
  .max(120)
  .regex(/^(?:COM[1-9]\d{0,2}|\/dev(?:\/(?!\.\.?\/)[\w.:+-]+)+)$/)

/** The serial port a barcode scanner hangs on, with 8 data bits, no parity, one stop bit, as scanners come. */
export const ScannerPortSchema = z.strictObject({ path: SerialPortPathSchema, baudRate: z.literal(scannerBaudRates) })
export type ScannerPort = z.infer<typeof ScannerPortSchema>

/**
 * How the chosen port stands; `off`: none is chosen. In every state but `off` the port is tried again by itself every few seconds,
 * so that a scanner that is plugged in is used without a word.
 */
export const scannerPortStates = ['off', 'opening', 'open', 'absent', 'denied', 'in-use', 'failed'] as const
export type ScannerPortState = (typeof scannerPortStates)[number]

/** The port that was chosen and how it stands; `port` is null with `off` alone. */
export const ScannerLinkSchema = z.strictObject({
  port: ScannerPortSchema.nullable(),
  state: z.enum(scannerPortStates),
})
export type ScannerLink = z.infer<typeof ScannerLinkSchema>

/** A serial port this PC has now; `name` is what its maker calls it. */
export const FoundSerialPortSchema = z.strictObject({
  path: SerialPortPathSchema,
  name: z.string().max(200).nullable(),
})
export type FoundSerialPort = z.infer<typeof FoundSerialPortSchema>

/** Longest line a scanner may send, in bytes: a QR carries 2,953. */
export const longestScannedLine = 4_096

/** One line from the scanner, without its end; or why it is not handed on. What it means is decided as for every other source. */
export const ScannedLineSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('text'), text: z.string().min(1).max(longestScannedLine) }),
  z.strictObject({ kind: z.literal('refused'), reason: z.enum(['binary', 'too-long']) }),
])
export type ScannedLine = z.infer<typeof ScannedLineSchema>

export const scannerPortChannels = {
  /** Which port was chosen for the scanner, and how it stands. */
  'scanner-port:current': channel({
    input: z.strictObject({}),
    output: ScannerLinkSchema,
    errors: ['NOT_CONFIGURED'],
  }),
  /** The serial ports of this PC now; null where the system does not tell them, and the port has to be typed. */
  'scanner-port:find': channel({
    input: z.strictObject({}),
    output: z.strictObject({ ports: z.array(FoundSerialPortSchema).max(64).nullable() }),
    errors: ['NOT_CONFIGURED'],
  }),
  /** Uses another port, or none, at once and for later. */
  'scanner-port:choose': channel({
    input: z.strictObject({ port: ScannerPortSchema.nullable() }),
    output: ScannerLinkSchema,
    errors: ['NOT_CONFIGURED', 'STORE_FULL'],
  }),
} as const

export const scannerPortEvents = {
  /** The port, or how it stands, is another now. */
  'scanner-port:changed': ScannerLinkSchema,
  /** A scanner has sent a line. Passed on to the page, and kept nowhere. */
  'scanner-port:scanned': ScannedLineSchema,
} as const
