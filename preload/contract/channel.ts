import type { z } from 'zod'
import type { ErrorCode } from './errors.ts'

/** A request the front room may make: one object in, one Result out, and the errors it must be ready for. */
export interface Channel<Input extends z.ZodType, Output extends z.ZodType> {
  readonly input: Input
  readonly output: Output
  readonly errors: readonly ErrorCode[]
}

/** A channel as it is written down: its own types, seen as a `Channel`. */
export const channel = <Input extends z.ZodType, Output extends z.ZodType>(
  definition: Channel<Input, Output>,
): Channel<Input, Output> => definition

/** Errors that every channel can answer with, besides its own. */
export const doorErrors = ['BAD_REQUEST', 'FORBIDDEN', 'INTERNAL'] as const satisfies readonly ErrorCode[]
