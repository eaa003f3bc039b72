const words = {
  providerNumber: 'settings.invalid.providerNumber',
  medicalCategory: 'settings.invalid.category',
  registrationFee: 'settings.invalid.number',
  cardDeposit: 'settings.invalid.number',
  amount: 'settings.invalid.price',
  baseUrl: 'settings.invalid.url',
  baseUrls: 'settings.invalid.url',
  url: 'settings.invalid.url',
  port: 'settings.invalid.number',
  sha256Fingerprint: 'settings.invalid.fingerprint',
  nationalId: 'settings.invalid.nationalId',
  department: 'settings.invalid.department',
} as const

type ProblemKey =
  | (typeof words)[keyof typeof words]
  | 'settings.invalid.ownUrl'
  | 'settings.invalid.required'
  | 'settings.invalid.duplicate'
  | 'settings.invalid.any'

/** The SDK's address is one on this PC, with or without TLS. */
const isOwnAddress = (path: string): boolean => path.endsWith('vhcSdk.baseUrl')

const hasWords = (name: string): name is keyof typeof words => Object.hasOwn(words, name)

/** The last name in a dotted path that is no index: `nhiServer.baseUrls.0` is about `baseUrls`. */
export const fieldOf = (path: string): string =>
  path
    .split('.')
    .filter((name) => !/^\d+$/.test(name))
    .at(-1) ?? path

/** Key of the words for what is wrong (a `DraftProblem`) at a field of the settings, named by its dotted path. */
export const fieldProblem = (path: string, problem: string | undefined): ProblemKey => {
  if (problem === 'duplicate') return 'settings.invalid.duplicate'
  if (problem === 'required') return 'settings.invalid.required'
  if (isOwnAddress(path)) return 'settings.invalid.ownUrl'
  const name = fieldOf(path)
  return hasWords(name) ? words[name] : 'settings.invalid.any'
}
