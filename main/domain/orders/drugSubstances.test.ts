import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { loadRules } from '../../app/loadTables.ts'
import { createResources } from '../../platform/resourceFiles.ts'
import { substancesOf, substancesOfDrug } from './drugSubstances.ts'

const root = join(import.meta.dirname, '..', '..', '..', 'resources')
const loaded = await loadRules(createResources({ root }))
if (!loaded.ok) throw new Error(JSON.stringify(loaded.error))
const rules = loaded.value

describe('substancesOf', () => {
  it.each([
    ['AMOXICILLIN CAPSULES 500MG', ['amoxicillin']],
    ['AUGMENTIN 1G F.C. TABLETS', ['amoxicillin']],
    ['MUSCO TABLETS (AMBROXOL HYDROCHLORIDE)', ['ambroxol']],
    ['SYMBICORT TURBUHALER', ['budesonide', 'formoterol']],
    // A part of another word is no ingredient.
    ['DEXCHLORPHENIRAMINE MALEATE TABLETS 2MG', ['dexchlorpheniramine']],
    ['NONESUCH TABLETS', []],
    ['', []],
  ])('%s has %j', (name, expected) => {
    expect(substancesOf(name, rules.drugSubstances).map(({ substance }) => substance)).toEqual(expected)
  })
})

describe('substancesOfDrug', () => {
  const names = (nameEn: string, ingredient = '', atc = '') =>
    substancesOfDrug({ nameEn, ingredient, atc }, rules).map(({ substance }) => substance)
  it.each([
    // The list's ingredients come before the words of the name.
    ['PANADOL IBUPROFEN-LIKE TABLETS', 'ACETAMINOPHEN (=PARACETAMOL) 500MG', ['acetaminophen']],
    ['AUGMENTIN 1G', 'AMOXICILLIN (TRIHYDRATE) 875 MG; CLAVULANIC ACID 125MG', ['amoxicillin', 'clavulanic acid']],
    ['NONESUCH', 'STORYMOL HYDROCHLORIDE 2.5MG/ML + ACETAMINOPHEN', ['storymol', 'acetaminophen']],
    ['NONESUCH', 'SODIUM CHLORIDE 0.9%', ['sodium chloride']],
    ['NONESUCH', 'ＳＴＯＲＹＭＯＬ　ＨＣＬ', ['storymol']],
    // The same twice is once.
    ['NONESUCH', 'AMOXICILLIN, AMOXICILLIN SODIUM', ['amoxicillin']],
    // No word in it: the name is read.
    ['AMOXICILLIN CAPSULES', '500 MG', ['amoxicillin']],
    ['AMOXICILLIN CAPSULES', '', ['amoxicillin']],
    ['NONESUCH', '', []],
  ])('%s of %s', (name, ingredient, expected) => {
    expect(names(name, ingredient)).toEqual(expected)
  })

  it('takes the class of an allergy from the ATC code', () => {
    const [one] = substancesOfDrug(
      { nameEn: 'NONESUCH', ingredient: 'FLUCLOXACILLIN SODIUM 250MG', atc: 'J01CF05' },
      rules,
    )
    expect(one).toMatchObject({ substance: 'flucloxacillin', classes: ['penicillin'] })
    const both = { nameEn: 'AUGMENTIN', ingredient: 'AMOXICILLIN 875MG; CLAVULANIC ACID 125MG', atc: 'J01CR02' }
    expect(substancesOfDrug(both, rules).map(({ classes }) => classes)).toEqual([['penicillin'], []])
    expect(substancesOfDrug({ nameEn: 'NONESUCH', ingredient: 'GLUCOSAMINE', atc: 'M01AX05' }, rules)).toMatchObject([
      { classes: [] },
    ])
  })
})
