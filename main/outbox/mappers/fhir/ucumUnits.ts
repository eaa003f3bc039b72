/** Dispensing units of the drug tables in UCUM. Counted things are annotations: in UCUM they are all the unit 1. */
const ucumUnits: Readonly<Record<string, string>> = {
  錠: '{tbl}',
  粒: '{tbl}',
  顆: '{capsule}',
  膠囊: '{capsule}',
  包: '{packet}',
  支: '{ampule}',
  瓶: '{bottle}',
  條: '{tube}',
  片: '{patch}',
  噴: '{spray}',
  滴: '[drp]',
  ml: 'mL',
  cc: 'mL',
  l: 'L',
  mg: 'mg',
  g: 'g',
  gm: 'g',
  mcg: 'ug',
  iu: '[iU]',
  u: '[U]',
}

/** UCUM code of a unit as the drug table writes it; an unknown one is a counted thing without a name. */
export const ucumCode = (unit: string): string => ucumUnits[unit] ?? ucumUnits[unit.toLowerCase()] ?? '{unit}'
