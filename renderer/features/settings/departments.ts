/** 科別 of the claim format (facts/outpatient.md §3.7) that a clinic has; others can still stand in a settings file. */
export const departments = [
  '00',
  '01',
  '02',
  '03',
  '04',
  '05',
  '06',
  '07',
  '08',
  '09',
  '10',
  '11',
  '12',
  '13',
  '14',
  '15',
  '22',
  '23',
  '40',
  '60',
  '81',
  '82',
  '83',
  '84',
] as const
export type Department = (typeof departments)[number]

export const isDepartment = (code: string): code is Department => (departments as readonly string[]).includes(code)
