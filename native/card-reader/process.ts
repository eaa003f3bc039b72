import { parentLink } from '../helper-process/parentLink.ts'
import { createPcsc } from './pcscReader.ts'
import { createReaderHost } from './readerHost.ts'

// Entry of the helper process that owns PC/SC (out/main/card-reader-process.js). It is killed and replaced when a card call hangs.
const link = parentLink()
if (link === null) throw new Error('started without a parent')
link.onMessage(
  createReaderHost({
    pcsc: createPcsc(),
    post: link.post,
    now: () => performance.now(),
    schedule: (run, ms) => void setTimeout(run, ms),
  }),
)
