import { parentLink } from '../../helper-process/parentLink.ts'
import { createCshisHost } from './cshisHost.ts'
import { loadKoffiLibrary } from './koffiLibrary.ts'

// Entry of the helper process that loads csHis50.dll (out/main/cshis-process.js). It is killed and replaced when a call hangs.
const link = parentLink()
if (link === null) throw new Error('started without a parent')
link.onMessage(createCshisHost({ load: loadKoffiLibrary, post: link.post }))
