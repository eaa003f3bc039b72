/** The sections that are fields of the settings, in the order a clinic fills them in. Names are the settings' own keys. */
export const formSections = [
  'clinic',
  'desk',
  'readers',
  'controlSoftware',
  'nhiServer',
  'clinicCloud',
  'practitioners',
  'rooms',
  'selfPayItems',
] as const
export type FormSection = (typeof formSections)[number]

/** All sections, from top to bottom. */
export const sections = [
  ...formSections,
  'codeTables',
  'appearance',
  'storeCare',
  'audit',
  'readerCheck',
  'about',
] as const
export type Section = (typeof sections)[number]

export const isFormSection = (name: string): name is FormSection => (formSections as readonly string[]).includes(name)
