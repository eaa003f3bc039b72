/** 就醫類別 that count a visit; all numeric ones use up a serial. */
const COUNTED = ['00', '01', '02', '03', '04', '05', '06', '07', '08', '09']

/** 就醫類別 without a serial of their own. */
const UNCOUNTED = [
  ...['AA', 'AB', 'AC', 'AD', 'AE', 'AF', 'AG', 'AH', 'AI', 'AJ', 'AK'],
  ...['BA', 'BB', 'BC', 'BD', 'BE', 'BF', 'BG', 'CA', 'DA', 'DB', 'DC', 'EA'],
  ...['ZA', 'ZB', 'XA', 'YA', 'YB', 'YC', 'YD', 'YE', 'YF', 'YG', 'YH'],
]

export function isTreatmentItem(code: string): boolean {
  return COUNTED.includes(code) || UNCOUNTED.includes(code)
}

export function isCounted(code: string): boolean {
  return COUNTED.includes(code)
}
