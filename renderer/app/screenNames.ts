/** The rail, from top to bottom; Ctrl+1 is the first. */
export const screenNames = [
  'front-desk',
  'appointments',
  'consultation',
  'cashier',
  'uploads',
  'patients',
  'reports',
  'settings',
] as const
export type ScreenName = (typeof screenNames)[number]
