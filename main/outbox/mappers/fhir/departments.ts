/** 就醫科別 that NHI and TW Core know (facts/outpatient.md §3.7). */
export const departmentCodes: ReadonlySet<string> = new Set(
  [
    '00 01 02 03 04 05 06 07 08 09 10 11 12 13 14 15 22 23 40 60 81 82 83 84 2A 2B',
    'AA AB AC AD AE AF AG AH AI AJ AK BA BB BC BD CA CB DA EA FA FB GA HA',
  ]
    .join(' ')
    .split(' '),
)
