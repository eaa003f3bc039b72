import type { ForkedProcess } from '../../helper-process/forkedProcess.ts'
import { forkNodeProcess as forkWith } from '../../helper-process/nodeProcess.ts'

/** Runs a helper process as a Node child process instead of an Electron utilityProcess. */
export const forkNodeProcess = (processFile: string, env: NodeJS.ProcessEnv = {}): ForkedProcess =>
  forkWith(processFile, { env })
