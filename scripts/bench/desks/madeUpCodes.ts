// Lists of the size and shape of the official ones, made up: a clone has no others.

/** The same sequence each time, so that two runs measure the same. */
const numbers = (seed: number): (() => number) => {
  let state = seed
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296
    return state / 4_294_967_296
  }
}

const syllables = [
  'ac',
  'be',
  'cor',
  'da',
  'fen',
  'gli',
  'lo',
  'mi',
  'nor',
  'pra',
  'ro',
  'sta',
  'tri',
  'val',
  'xi',
  'zo',
]
const drugEnds = ['mol', 'pril', 'sartan', 'statin', 'cillin', 'zole', 'pine', 'lol', 'mycin', 'tadine']
const forms = ['TABLETS', 'F.C. TABLETS', 'CAPSULES', 'INJECTION', 'CREAM', 'ORAL SOLUTION', 'OPHTHALMIC SOLUTION']
const makers = ['"S.Y."', '"CENTER"', '"STANDARD"', '"H.S."', '"KOJAR"', '"N.K."']

/** Names as the list of drugs has them. */
export const drugNames = (count: number): readonly string[] => {
  const next = numbers(7)
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(next() * items.length)] as Item
  return Array.from({ length: count }, () => {
    const generic = `${pick(syllables)}${pick(syllables)}${pick(drugEnds)}`.toUpperCase()
    const brand = `${pick(syllables)}${pick(syllables)}${pick(syllables)}`.toUpperCase()
    return `${brand} ${pick(forms)} ${Math.ceil(next() * 50) * 10}MG ${pick(makers)} (${generic})`.replaceAll('"', '""')
  })
}

const sites = [
  ['骨', 'bone'],
  ['肺', 'lung'],
  ['胃', 'stomach'],
  ['手腕', 'wrist'],
  ['膝', 'knee'],
  ['眼', 'eye'],
  ['鼻竇', 'sinus'],
  ['皮膚', 'skin'],
  ['支氣管', 'bronchus'],
  ['腎臟', 'kidney'],
] as const
const illnesses = [
  ['骨折', 'fracture'],
  ['感染', 'infection'],
  ['糖尿病', 'diabetes mellitus'],
  ['炎', 'inflammation'],
  ['惡性腫瘤', 'malignant neoplasm'],
  ['潰瘍', 'ulcer'],
  ['撕裂傷', 'laceration'],
  ['過敏', 'allergy'],
] as const
const sides = [
  ['右側', 'right'],
  ['左側', 'left'],
  ['未明示側性', 'unspecified side'],
] as const
const encounters = [
  ['初期照護', 'initial encounter'],
  ['後續照護', 'subsequent encounter with routine healing'],
  ['後遺症', 'sequela'],
] as const

/** Diagnoses as the whole ICD-10-CM list has them: code, Chinese, English. */
export const diagnoses = (count: number): readonly (readonly [string, string, string])[] => {
  const next = numbers(11)
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(next() * items.length)] as Item
  return Array.from({ length: count }, (_, index) => {
    const stem = `${String.fromCharCode(65 + (index % 26))}${String(Math.floor(index / 26) % 100).padStart(2, '0')}`
    const rest = String(Math.floor(index / 2_600)).padStart(3, '0')
    const [site, illness, side, encounter] = [pick(sites), pick(illnesses), pick(sides), pick(encounters)]
    const rare = `${pick(syllables)}${pick(syllables)}${pick(syllables)}itis`
    return [
      `${stem}.${rest}`,
      `${side[0]}${site[0]}${illness[0]}，第${(index % 9) + 1}型，${encounter[0]}`,
      `${rare} ${illness[1]} of ${side[1]} ${site[1]}, type ${(index % 9) + 1}, ${encounter[1]}`,
    ] as const
  })
}
