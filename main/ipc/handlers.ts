import type { z } from 'zod'
import type { ChannelName, channels } from '../../preload/contract/index.ts'
import type { Result } from '../../preload/contract/result.ts'

/** What a handler is given: the input as its schema gave it back. */
export type HandlerInput<Name extends ChannelName> = z.output<(typeof channels)[Name]['input']>
/** What a handler answers with, before the door checks it once more. */
export type HandlerOutput<Name extends ChannelName> = z.input<(typeof channels)[Name]['output']>

export type Handler<Name extends ChannelName> = (input: HandlerInput<Name>) => Promise<Result<HandlerOutput<Name>>>

/** One handler for each channel of the contract: a channel without one doesn't compile. */
export type Handlers = { readonly [Name in ChannelName]: Handler<Name> }
