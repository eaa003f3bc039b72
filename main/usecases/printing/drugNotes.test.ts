import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { loadRules } from '../../app/loadTables.ts'
import { parseCodeSystem } from '../../domain/tables/codeSystem.ts'
import { rulesOn } from '../../domain/tables/ruleTables.ts'
import { createResources } from '../../platform/resourceFiles.ts'
import { okValue } from '../../store/temporaryStore.ts'
import { bagWarning, DrugNotesSchema, noteOf } from './drugNotes.ts'

const resources = createResources({ root: resolve(import.meta.dirname, '..', '..', '..', 'resources') })
const rules = rulesOn(okValue(await loadRules(resources)), '2026-11-26')
const shipped = okValue(await resources.readJson('templates/drug-notes.json', DrugNotesSchema))
const drug = (nameEn: string, ingredient = '') => ({ nameEn, ingredient, atc: '' })

describe('what a bag says of a drug', () => {
  it.each([
    ['its English name', drug('ACETAMINOPHEN 500MG TABLETS'), '退燒、止痛'],
    [
      'the official list’s ingredient, whatever its brand',
      drug('NONESUCH F.C. TABLETS', 'MEFENAMIC ACID'),
      '止痛、退燒',
    ],
    ['an ingredient bound to a salt', drug('NONESUCH', 'METFORMIN HCL 500MG'), '降血糖'],
  ])('is found by %s', (_, facts, indication) => {
    expect(noteOf(shipped, facts, rules)?.indication).toBe(indication)
  })

  it('names what each part of a combination does, and each warning once', () => {
    const notes = {
      edition: '1',
      source: '',
      timingWords: [],
      notes: [
        { substance: 'amlodipine', indication: '降血壓', warning: '可能水腫；勿自行停藥' },
        { substance: 'atorvastatin', indication: '降血脂', warning: '肌肉疼痛請就醫；勿自行停藥' },
      ],
    }
    const both = drug('NONESUCH', 'AMLODIPINE; ATORVASTATIN')
    expect(noteOf(notes, both, rules)).toEqual({
      indication: '降血壓；降血脂',
      timing: null,
      warning: '可能水腫；勿自行停藥；肌肉疼痛請就醫',
    })
    expect(noteOf({ ...notes, notes: notes.notes.slice(0, 1) }, both, rules)).toBeNull()
  })

  it.each([
    ['懷孕者勿用', ['atorvastatin', 'fluvastatin', 'pitavastatin', 'pravastatin', 'rosuvastatin', 'simvastatin']],
    ['勿開車', ['estazolam', 'zolpidem', 'zopiclone', 'lorazepam', 'clonazepam']],
    ['可能成癮', ['estazolam', 'zolpidem', 'zopiclone', 'lorazepam', 'clonazepam']],
  ])('warns of %s with every drug of a kind', (warning, substances) => {
    const silent = substances.filter((name) => noteOf(shipped, drug(name), rules)?.warning.includes(warning) !== true)
    expect(silent).toEqual([])
  })

  it.each([
    ['TID', 'PO', null, true],
    ['TID', null, '配溫水', true],
    // The clinic's own words stand beside it, and say it already, or otherwise.
    ['TID', 'PO', '飯前', false],
    ['TID', 'PO', '三餐飯後', false],
    // The prescription names the time.
    ['QDHS', 'PO', null, false],
    ['QDAM', 'PO', null, false],
    // A gel isn't swallowed.
    ['TID', 'TOPI', null, false],
  ])('with %s, %s and advice %s it names the usual meal: %s', (frequency, route, advice, isNamed) => {
    const note = noteOf(shipped, drug('VOREN TABLETS', 'DICLOFENAC SODIUM'), rules)
    if (note === null) throw new Error('unknown drug')
    const warning = bagWarning(shipped, note, { advice, frequency, route })
    expect(warning).toBe(isNamed ? `飯後服用；${note.warning}` : note.warning)
    expect(note.warning).not.toContain('飯')
  })

  it('names no meal where the parts of a drug differ in it', () => {
    const parts = { edition: '1', source: '', timingWords: [] }
    const note = (substance: string, timing: string) => ({
      substance,
      indication: '降血糖',
      timing,
      warning: '注意低血糖',
    })
    const both = drug('NONESUCH', 'REPAGLINIDE; METFORMIN')
    const of = (other: string) =>
      noteOf({ ...parts, notes: [note('repaglinide', other), note('metformin', '飯後服用')] }, both, rules)?.timing
    expect([of('飯前服用'), of('飯後服用')]).toEqual([null, '飯後服用'])
  })

  it('is nothing where nothing is known of it', () => {
    expect(noteOf(shipped, drug('NONESUCH TABLETS'), rules)).toBeNull()
  })
})

describe('the notes that come with the program', () => {
  it('say what it is for and what to heed of at least 97 in 100 drugs of the starter list', async () => {
    const { concepts } = okValue(
      parseCodeSystem(okValue(await resources.readJson('code-systems/nhi-drug.json', z.unknown()))),
    )
    const without = concepts.filter(
      ({ displayEn, ingredient, atc }) => noteOf(shipped, { nameEn: displayEn, ingredient, atc }, rules) === null,
    )
    expect(concepts.length).toBeGreaterThan(300)
    expect(without.map(({ displayEn }) => displayEn).length).toBeLessThanOrEqual(concepts.length * 0.03)
  })

  it('have one note for each substance, and one for every substance of the table', () => {
    const named = shipped.notes.map(({ substance }) => substance)
    expect(new Set(named).size).toBe(named.length)
    expect(rules.drugSubstances.map(({ substance }) => substance).filter((name) => !named.includes(name))).toEqual([])
  })

  it('say that a pharmacist has to check them', () => {
    expect(shipped.source).toContain('藥師')
  })
})
