import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { statusFailure } from '../../native/nhi-control/control6/controlErrors.ts'
import { proposeExceptionCode } from '../domain/card/proposeExceptionCode.ts'
import { rulesOn } from '../domain/tables/ruleTables.ts'
import { createResources } from '../platform/resourceFiles.ts'
import { loadNhiCodes, loadRules } from './loadTables.ts'

const resources = createResources({ root: join(import.meta.dirname, '..', '..', 'resources') })
const [rules, codes] = await Promise.all([loadRules(resources), loadNhiCodes(resources)])
if (!rules.ok || !codes.ok) throw new Error(JSON.stringify([rules, codes]))
const { exceptionCodes } = rulesOn(rules.value, '2026-11-22')

/** Left-column codes that the desk offers by itself; C001 and E001 depend on papers, and a person chooses them. */
const offered = /A0[0-3]0|B000|E000|Z000/g

const named = codes.value.flatMap(({ origin, code, nextStep }) =>
  origin === 'control' ? [...new Set(nextStep.zh.match(offered))].map((exception) => ({ code, exception })) : [],
)

describe('the exception code that a next step names', () => {
  it('is named by many', () => expect(named.length).toBeGreaterThan(80))

  it('is the one that the desk proposes, whoever answered with the number', () => {
    const different = named.flatMap(({ code, exception }) =>
      (['control', 'server'] as const).flatMap((answerer) => {
        const { error } = statusFailure(answerer, Number(code))
        const proposed = proposeExceptionCode(error, false, exceptionCodes)
        return proposed === exception ? [] : [`${code} ${answerer}: ${exception}, proposed ${proposed}`]
      }),
    )
    expect(different).toEqual([])
  })

  it('stands in both languages', () => {
    for (const { code, nextStep } of codes.value) {
      expect(nextStep.en.match(/[A-Z]0[0-3][01]/g), code).toEqual(nextStep.zh.match(/[A-Z]0[0-3][01]/g))
    }
  })
})
