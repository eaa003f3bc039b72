import { z } from 'zod'
import {
  FoundSerialPortSchema,
  ScannedLineSchema,
  ScannerPortSchema,
  scannerPortStates,
} from '../../preload/contract/desk/scannerPort.ts'

// Between main and the process that opens serial ports. Both sides parse what they get.

const id = z.int().min(0)

export const ToScannerProcessSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('use'), port: ScannerPortSchema }),
  z.strictObject({ type: z.literal('find'), id }),
])
export type ToScannerProcess = z.infer<typeof ToScannerProcessSchema>

export const FromScannerProcessSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('state'), state: z.enum(scannerPortStates).exclude(['off']) }),
  z.strictObject({ type: z.literal('line'), line: ScannedLineSchema }),
  z.strictObject({ type: z.literal('found'), id, ports: z.array(FoundSerialPortSchema).max(64).nullable() }),
])
export type FromScannerProcess = z.infer<typeof FromScannerProcessSchema>
