import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { startHelperProcess } from './helperProcess.ts'
import { createScriptedProcess } from './testing/scriptedProcess.ts'

const schema = z.strictObject({ type: z.literal('told'), value: z.int() })

const start = () => {
  const child = createScriptedProcess()
  const heard: unknown[] = []
  const helper = startHelperProcess(child, schema, {
    onMessage: (message) => heard.push(message.value),
    onEnd: (reason) => heard.push(reason),
  })
  return { child, heard, helper }
}

describe('a helper process', () => {
  it('is heard while it keeps to the protocol, and its end once', () => {
    const { child, heard } = start()
    child.say({ type: 'told', value: 1 })
    child.exit(1)
    child.exit(1)
    expect(heard).toEqual([1, 'exit'])
  })

  it('is ended for a message that is not in the protocol', () => {
    const { child, heard, helper } = start()
    child.say({ type: 'told', value: 'one' })
    child.say({ type: 'told', value: 2 })
    helper.post('anything')
    expect([heard, child.killed, child.received]).toEqual([['protocol'], true, []])
  })

  it('is not heard any more when it was ended, but its going is', async () => {
    const { child, heard, helper } = start()
    helper.kill()
    child.say({ type: 'told', value: 3 })
    child.exit(0)
    await helper.gone
    expect([heard, child.killed]).toEqual([[], true])
  })
})
