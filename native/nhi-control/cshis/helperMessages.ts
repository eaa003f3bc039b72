import { z } from 'zod'
import { type FunctionName, functionNames } from './functionTable.ts'

// Between main and the process that loads the library. Both sides parse what they get. Bytes travel as base64, because an external
// Node program takes its messages as JSON.

const bytes = z.base64().max(64 << 10)
const int32 = z.int().min(-0x8000_0000).max(0x7fff_ffff)
const id = z.int().min(0)
const functionName = z.enum(functionNames as [FunctionName, ...FunctionName[]])

/** Why a library could not be loaded. */
export const loadFaults = ['library-missing', 'library-unusable', 'symbol-missing'] as const

/** What main asks for. */
export const ToHelperSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('load'), libraryPath: z.string().min(1).max(4096) }),
  z.strictObject({
    type: z.literal('call'),
    id,
    name: functionName,
    arguments: z.array(z.union([int32, bytes])).max(8),
  }),
])
export type ToHelper = z.infer<typeof ToHelperSchema>

/** What the helper tells. */
export const FromHelperSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('loaded') }),
  z.strictObject({ type: z.literal('not-loaded'), reason: z.enum(loadFaults), symbol: functionName.nullable() }),
  z.strictObject({
    type: z.literal('returned'),
    id,
    status: int32,
    /** What the library has filled, in the order of its parameters: buffers to the length it told, cells as numbers. */
    outputs: z.array(z.union([int32, bytes])).max(8),
    /** It wrote beyond a buffer, or told a length that the buffer doesn't have. */
    damage: z.enum(['overrun', 'length']).nullable(),
  }),
])
export type FromHelper = z.infer<typeof FromHelperSchema>
