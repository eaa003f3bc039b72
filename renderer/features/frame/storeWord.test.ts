import { expect, it } from 'vitest'
import type { CareStatus } from '../../../preload/contract/desk/care.ts'
import { careStatus, damagedCare, shortCare } from '../../dev/answers/care.ts'
import { type StoreWord, storeTone, storeWord } from './storeWord.ts'

const withBackup = (change: Partial<CareStatus['backup']>): CareStatus => ({
  ...careStatus(),
  backup: { ...careStatus().backup, ...change },
})

it.each<[StoreWord, CareStatus]>([
  ['good', careStatus()],
  ['noCode', { ...careStatus(), recovery: { madeAt: null } }],
  ['never', withBackup({ health: 'never' })],
  ['notSet', withBackup({ health: 'not-set' })],
  ['late', withBackup({ health: 'late' })],
  ['failing', withBackup({ health: 'failing' })],
  ['running', withBackup({ health: 'failing', running: { step: 'copy', percent: 3 } })],
  ['diskLow', { ...careStatus(), disk: { state: 'low', freeBytes: 1 } }],
  ['tailLost', shortCare()],
  ['tailLost', { ...withBackup({ health: 'failing' }), lostTail: shortCare().lostTail }],
  ['damaged', { ...damagedCare(), lostTail: shortCare().lostTail }],
  ['diskFull', { ...shortCare(), disk: { state: 'full', freeBytes: 1 } }],
  ['diskFull', { ...withBackup({ health: 'late' }), disk: { state: 'full', freeBytes: 1 } }],
])('says %s', (expected, status) => {
  expect(storeWord(status)).toBe(expected)
})

it('is never green', () => {
  expect(Object.values(storeTone)).not.toContain('ok')
})
