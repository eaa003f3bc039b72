/** Ages of a debt in days, both ends included; the last has no end. */
export const debtBands = ['0-30', '31-60', '61-90', '91-180', '181-365', '366+'] as const
export type DebtBand = (typeof debtBands)[number]

const lastDays = [30, 60, 90, 180, 365] as const

/** The band of a debt that is so many whole days old. */
export const debtBand = (days: number): DebtBand => debtBands[lastDays.findIndex((last) => days <= last)] ?? '366+'
