// `npm run audit:verify -- FILE`: verifies an exported audit trail, or the trail inside a store or a backup (then it asks for the
// recovery code, whose envelope lies beside the file). Ends with 0 when every row fits, 1 when one does not, 2 when it can't tell.
import { createReadStream, readFileSync } from 'node:fs'
import { createInterface } from 'node:readline/promises'
import { keyByCode } from '../main/care/recoveryDesk.ts'
import { parseEnvelope } from '../main/care/recoveryEnvelope.ts'
import { auditTrailOf } from '../main/store/care/auditTrailOf.ts'
import {
  AuditHeaderSchema,
  AuditLineSchema,
  createTrailCheck,
  type TrailVerdict,
} from '../main/usecases/audit/auditFile.ts'

class CannotTell extends Error {}

const lineSchema = <T>(
  schema: { safeParse(value: unknown): { data?: T | undefined } },
  text: string,
  what: string,
): T => {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    throw new CannotTell(`${what} is not JSON`)
  }
  const { data } = schema.safeParse(json)
  if (data === undefined) throw new CannotTell(`${what} is not what an exported trail holds`)
  return data
}

const verifyExport = async (file: string): Promise<TrailVerdict> => {
  let check: ReturnType<typeof createTrailCheck> | null = null
  let to = null
  let number = 0
  for await (const line of createInterface({ input: createReadStream(file, 'utf8') })) {
    number += 1
    if (check === null) {
      const header = lineSchema(AuditHeaderSchema, line, 'line 1')
      to = header.to
      check = createTrailCheck(header.anchors, header.from)
    } else if (!check.take([lineSchema(AuditLineSchema, line, `line ${number}`)])) break
  }
  if (check === null) throw new CannotTell('the file is empty')
  return check.end(to)
}

const verifyStore = async (file: string): Promise<TrailVerdict> => {
  let text: string
  try {
    text = readFileSync(`${file}.recovery`, 'utf8')
  } catch {
    throw new CannotTell(`there is no ${file}.recovery; export the trail in the program instead`)
  }
  const envelope = parseEnvelope(text)
  if (envelope === null) throw new CannotTell(`${file}.recovery can't be read`)
  const asking = createInterface({ input: process.stdin, output: process.stderr })
  const code = await asking.question('Recovery code: ')
  asking.close()
  const key = keyByCode(envelope, code)
  if (!key.ok) throw new CannotTell('the recovery code is not right')
  const { anchors, portions } = auditTrailOf({ file, key: key.value, nativeBinding: undefined, busyTimeoutMs: 5_000 })
  const check = createTrailCheck(anchors)
  for (const rows of portions()) if (!check.take(rows)) break
  return check.end()
}

const words: Readonly<Record<Extract<TrailVerdict, { intact: false }>['reason'], string>> = {
  missing: 'is missing',
  unlinked: 'does not follow the row before it',
  changed: 'was changed after it was written',
  cut: 'and what followed was cut off',
  anchor: 'is not the row that was confirmed outside the clinic',
}

const [file] = process.argv.slice(2)
try {
  if (file === undefined) throw new CannotTell('usage: npm run audit:verify -- FILE')
  const verdict = await (file.endsWith('.db') ? verifyStore(file) : verifyExport(file))
  if (verdict.intact) console.log(`intact: every row up to ${verdict.tail.sequence} (${verdict.tail.hash})`)
  else console.log(`BROKEN: row ${verdict.sequence} ${words[verdict.reason]}`)
  process.exitCode = verdict.intact ? 0 : 1
} catch (error) {
  if (!(error instanceof CannotTell) && !(error instanceof Error && 'code' in error)) throw error
  console.error(error.message)
  process.exitCode = 2
}
