import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { errorCodes } from '../../../preload/contract/errors.ts'
import { ExceptionCodeSchema } from '../../../preload/contract/words.ts'
import { loadRules } from '../../app/loadTables.ts'
import { createResources } from '../../platform/resourceFiles.ts'
import { rulesOn } from '../tables/ruleTables.ts'
import { exceptionCodesFor, proposeExceptionCode } from './proposeExceptionCode.ts'

const loaded = await loadRules(createResources({ root: join(import.meta.dirname, '..', '..', '..', 'resources') }))
if (!loaded.ok) throw new Error(JSON.stringify(loaded.error))
const { exceptionCodes } = rulesOn(loaded.value, '2026-11-22')

describe('proposeExceptionCode', () => {
  it.each([
    ['READER_NOT_FOUND', null, 'A010', 'A011'],
    ['READER_SERVICE_DOWN', null, 'A010', 'A011'],
    ['CARD_UNREADABLE', null, 'B000', 'B001'],
    ['CARD_DATA_INVALID', null, 'B000', 'B001'],
    ['CONTROL_ABSENT', null, 'A000', 'A001'],
    ['CONTROL_REFUSED', null, 'A000', 'A001'],
    ['CONTROL_REFUSED', '4000', 'A010', 'A011'],
    ['CONTROL_REFUSED', '4061', 'A020', 'A021'],
    ['CONTROL_REFUSED', '4050', 'A030', 'A031'],
    ['CONTROL_REFUSED', '9203', 'A030', 'A031'],
    ['SAM_NOT_VERIFIED', '4051', 'A030', 'A031'],
    ['NHI_UNREACHABLE', null, 'A020', 'A021'],
    ['NHI_TIMEOUT', null, 'A020', 'A021'],
    ['NHI_REPLY_LOST', null, 'A020', 'A021'],
    ['NHI_REFUSED', '5023', 'B000', 'B001'],
    // The NHI's own failure has no right column.
    ['NHI_SERVER_ERROR', null, 'E000', 'Z001'],
    // Somebody who left with the card after the serial; before it, there is nothing to excuse.
    ['CARD_ABSENT', null, null, 'Z001'],
    ['CARD_FOREIGN', null, null, null],
    ['CARD_MISMATCH', null, null, null],
    ['PROFESSIONAL_PIN_NEEDED', null, null, null],
    ['NHI_REFUSED', '9083', null, null],
    ['NHI_REFUSED', null, null, null],
  ] as const)('%s %s: %s before the serial, %s after it', (code, statusCode, before, after) => {
    const error = { code, ...(statusCode === null ? {} : { details: { statusCode } }) }
    expect(proposeExceptionCode(error, false, exceptionCodes)).toBe(before)
    expect(proposeExceptionCode(error, true, exceptionCodes)).toBe(after)
  })

  it('takes the NHI’s number as a number, too', () => {
    const error = { code: 'CONTROL_REFUSED', details: { statusCode: 4050 } } as const
    expect(proposeExceptionCode(error, false, exceptionCodes)).toBe('A030')
  })

  it('proposes only what may be chosen', () => {
    for (const code of errorCodes) {
      for (const serialTaken of [false, true]) {
        const proposed = proposeExceptionCode({ code }, serialTaken, exceptionCodes)
        const choices = exceptionCodesFor(serialTaken, exceptionCodes).map((choice) => choice.code)
        if (proposed !== null) expect(choices).toContain(proposed)
      }
    }
  })
})

describe('exceptionCodesFor', () => {
  it('gives the left column, and the right one once a serial exists', () => {
    const codes = (serialTaken: boolean): readonly string[] =>
      exceptionCodesFor(serialTaken, exceptionCodes).map((choice) => choice.code)
    expect(codes(false)).toEqual(
      expect.arrayContaining(['A000', 'B000', 'C000', 'C001', 'E000', 'F000', 'Z000', 'H000']),
    )
    expect(codes(true).toSorted()).toEqual(['A001', 'A011', 'A021', 'A031', 'B001', 'D001', 'D011', 'Z001'])
    for (const code of [...codes(false), ...codes(true)]) ExceptionCodeSchema.parse(code)
  })
})
