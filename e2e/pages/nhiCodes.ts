import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { CodeDescriptionSchema, type CodeOrigin } from '../../preload/contract/codes/codes.ts'

const file = join(import.meta.dirname, '..', '..', 'resources', 'code-systems', 'nhi-codes.json')
const codes = CodeDescriptionSchema.array().parse(JSON.parse(readFileSync(file, 'utf8')).concepts)

/** What the table on the shelf says of a number, in the language of the screens. */
export const nhiCode = (origin: CodeOrigin, code: string): { readonly meaning: string; readonly nextStep: string } => {
  const found = codes.find((entry) => entry.origin === origin && entry.code === code)
  if (found === undefined) throw new Error(`nhi-codes.json has no ${origin} ${code}`)
  return { meaning: found.meaning.zh, nextStep: found.nextStep.zh }
}
