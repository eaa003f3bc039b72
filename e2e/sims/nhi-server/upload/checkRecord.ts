import { dates } from './checks/dates.ts'
import { dispensing } from './checks/dispensing.ts'
import { fieldShapes } from './checks/fieldShapes.ts'
import { identity } from './checks/identity.ts'
import { makeUp } from './checks/makeUp.ts'
import { orders } from './checks/orders.ts'
import { requiredFields } from './checks/requiredFields.ts'
import { serial } from './checks/serial.ts'
import type { CheckContext, Finding, RecordCheck } from './finding.ts'
import type { UploadedRecord } from './uploadedRecord.ts'

const CHECKS: readonly RecordCheck[] = [
  fieldShapes,
  requiredFields,
  serial,
  identity,
  dates,
  makeUp,
  orders,
  dispensing,
]

/** Every finding of every check, in the order of the checks; one tag and code is said once for each order. */
export function checkRecord(record: UploadedRecord, context: CheckContext): readonly Finding[] {
  const findings = CHECKS.flatMap((check) => check(record, context))
  const said = new Set<string>()
  return findings.filter((finding) => {
    const key = `${finding.tag}[${finding.order ?? ''}]:${finding.code}`
    if (said.has(key)) return false
    said.add(key)
    return true
  })
}
