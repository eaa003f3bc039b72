import type { ForkedProcess } from '../helper-process/forkedProcess.ts'
import { type HelperListener, type HelperProcess, startHelperProcess } from '../helper-process/helperProcess.ts'
import { type FromReaderProcess, FromReaderProcessSchema, type ToReaderProcess } from './readerMessages.ts'

/** The helper process that talks to PC/SC, as main holds it. */
export type ReaderProcess = HelperProcess<ToReaderProcess>

export const startReaderProcess = (child: ForkedProcess, listener: HelperListener<FromReaderProcess>): ReaderProcess =>
  startHelperProcess(child, FromReaderProcessSchema, listener)
