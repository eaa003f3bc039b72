import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { errorCodes } from '../../../preload/contract/errors.ts'
import { loadRules } from '../../app/loadTables.ts'
import { createResources } from '../../platform/resourceFiles.ts'
import { rulesOn } from '../tables/ruleTables.ts'
import { noGroundForException } from './exceptionGrounds.ts'
import { proposeExceptionCode } from './proposeExceptionCode.ts'

const loaded = await loadRules(createResources({ root: join(import.meta.dirname, '..', '..', '..', 'resources') }))
if (!loaded.ok) throw new Error(JSON.stringify(loaded.error))
const { exceptionCodes } = rulesOn(loaded.value, '2026-11-25')

describe.each([
  ['before', false],
  ['after', true],
] as const)('%s a serial was taken, every error', (side, serialTaken) => {
  it.each(errorCodes)('%s either proposes a code or is known to give no ground for one', (code) => {
    const proposed = proposeExceptionCode({ code }, serialTaken, exceptionCodes)
    const listed = noGroundForException[code]
    const hasNoGround = listed !== undefined && (listed.side === 'both' || listed.side === side)
    expect({ code, proposed, hasNoGround }).toEqual({
      code,
      proposed: hasNoGround ? null : expect.stringMatching(/^[A-Z]\d{3}$/),
      hasNoGround: proposed === null,
    })
  })
})

it('the table proposes nothing for a number whose error it does not know by name', () => {
  for (const entry of exceptionCodes) {
    for (const { error, statusCodes } of entry.proposedFor) {
      if (statusCodes === null) continue
      const general = exceptionCodes.some((other) =>
        other.proposedFor.some((fault) => fault.error === error && fault.statusCodes === null),
      )
      expect(general || noGroundForException[error] !== undefined).toBe(true)
    }
  }
})
