import { expect, it } from 'vitest'
import { given, offersAll, type SuiteStage } from './harness.ts'

const longestMs = 20_000
const pollMs = 100

/** Handing visit records in, and their result. */
export const uploadSuite = ({ way, harness, control }: SuiteStage): void => {
  if (!offersAll(way, 'record-upload')) return

  it(
    'takes records in, and has a result when it is ready',
    async () => {
      const xml = Buffer.from('<?xml version="1.0" encoding="Big5"?><RECS></RECS>', 'latin1')
      const { opcode } = given(await control().uploadRecords(xml, 'connection-test'))
      expect(opcode).not.toBe('')
      await harness().finishUpload?.(opcode)
      const until = Date.now() + longestMs
      let text: string | null = null
      while (text === null && Date.now() < until) {
        text = given(await control().uploadResult(opcode)).text
        if (text === null) await new Promise((resolve) => setTimeout(resolve, pollMs))
      }
      expect(text).not.toBeNull()
    },
    longestMs + 5_000,
  )
}
