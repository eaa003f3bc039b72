import { z } from 'zod'
import { parentLink } from '../../helper-process/parentLink.ts'
import type { CardConnection } from '../cardRead.ts'
import { createPcsc } from '../pcscReader.ts'

// Another PC/SC program, such as the official one: it keeps one connection to the card, without a transaction, and sends what it is told.
const MessageSchema = z.strictObject({ reader: z.string(), apdu: z.string() })
const link = parentLink()
if (link === null) throw new Error('started without a parent')
const pcsc = createPcsc()
let session: Promise<CardConnection> | null = null

link.onMessage((raw) => {
  const { reader, apdu } = MessageSchema.parse(raw)
  session ??= pcsc.connect(reader)
  session
    .then((card) => card.transmit(Buffer.from(apdu, 'hex')))
    .then(
      (answer) => link.post(Buffer.from(answer).toString('hex').toUpperCase()),
      (error: unknown) => link.post(error instanceof Error ? error.message : String(error)),
    )
})
