import { describe, expect, it } from 'vitest'
import { ageInDays, birthDateProblem, readDate, readDateSpan } from './birthDate.ts'

describe('readDate', () => {
  it.each([
    ['0730105', '1984-01-05'],
    ['730105', '1984-01-05'],
    ['73/1/5', '1984-01-05'],
    ['73.01.05', '1984-01-05'],
    ['73年1月5日', '1984-01-05'],
    ['７３／１／５', '1984-01-05'],
    ['73 1 5', '1984-01-05'],
    ['民國73年1月5日', '1984-01-05'],
    ['民國 73 年 1 月 5 日', '1984-01-05'],
    ['民國730105', '1984-01-05'],
    ['民國73/1/5', '1984-01-05'],
    ['西元1984年1月5日', '1984-01-05'],
    ['西元73/1/5', null],
    ['民國1984/1/5', null],
    ['民國19840105', null],
    ['民國73年', null],
    ['19840105', '1984-01-05'],
    ['1984-01-05', '1984-01-05'],
    ['1984/1/5', '1984-01-05'],
    ['1130229', '2024-02-29'],
    ['100/2/28', '2011-02-28'],
    ['1000229', null],
    ['1900-02-29', null],
    ['2000-02-29', '2000-02-29'],
    ['0050301', '1916-03-01'],
    ['5/3/1', '1916-03-01'],
    ['0000101', null],
    ['73/13/1', null],
    ['73/1', null],
    ['', null],
    ['王小明', null],
  ])('reads %j as %s', (text, day) => {
    expect(readDate(text)).toBe(day)
  })
})

describe('readDateSpan', () => {
  it.each([
    ['民國76年', '1987-01-01', '1987-12-31'],
    ['76年', '1987-01-01', '1987-12-31'],
    ['７６ 年 ３ 月', '1987-03-01', '1987-03-31'],
    ['1987年2月', '1987-02-01', '1987-02-31'],
  ])('reads %j as %s to %s', (text, from, to) => {
    expect(readDateSpan(text)).toEqual({ from, to })
  })
  it.each(['76', '民國', '76年13月', '76年0月', '民國1987年', '西元76年', '76年3月15日', '3月', ''])(
    'reads nothing in %j',
    (text) => {
      expect(readDateSpan(text)).toBeNull()
    },
  )
})

describe('birthDateProblem', () => {
  it.each([
    ['2026-11-26', false, null],
    ['2026-11-27', false, 'future'],
    ['1916-11-26', false, null],
    ['1912-01-01', false, null],
    ['1911-12-31', false, 'before-roc'],
    ['1896-11-26', false, 'before-roc'],
    ['1895-11-26', false, 'too-old'],
    ['2026-11-26', true, null],
    ['2026-09-27', true, null],
    ['2026-09-26', true, 'not-newborn'],
  ] as const)('%s (newborn: %s) is %s', (birthDate, isNewborn, problem) => {
    expect(birthDateProblem(birthDate, '2026-11-26', isNewborn)).toBe(problem)
  })
  it('counts days over a leap day', () => {
    expect(ageInDays('2024-02-28', '2024-03-01')).toBe(2)
    expect(ageInDays('2026-11-26', '2026-11-26')).toBe(0)
  })
})
