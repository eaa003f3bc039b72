import type { Bundle, Resource } from '@medplum/fhirtypes'
import type { FhirProblem } from './fhirProblem.ts'
import { twCoreProfiles } from './fhirSystems.ts'

const uuidUrl = /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** Resources of a visit that TW Core has no profile for. */
const withoutProfile: ReadonlySet<string> = new Set(['DeviceRequest'])

/** Collected in one set: a visit's close waits for it. */
const collectReferences = (value: object, found: Set<string>): void => {
  for (const [name, member] of Object.entries(value)) {
    if (name === 'reference' && typeof member === 'string') found.add(member)
    else if (typeof member === 'object' && member !== null) collectReferences(member, found)
  }
}

const referencesIn = (resource: Resource): ReadonlySet<string> => {
  const found = new Set<string>()
  collectReferences(resource, found)
  return found
}

const entryProblems = (resource: Resource, fullUrl: string | undefined, known: ReadonlySet<string>): FhirProblem[] => {
  const path = resource.resourceType
  const problems: FhirProblem[] = []
  if (fullUrl === undefined || !uuidUrl.test(fullUrl) || fullUrl !== `urn:uuid:${resource.id}`) {
    problems.push({ path, rule: 'full-url' })
  }
  const profiles = resource.meta?.profile ?? []
  if (!withoutProfile.has(path) && !profiles.some((url) => url.startsWith(`${twCoreProfiles}${path}-`))) {
    problems.push({ path: `${path}.meta.profile`, rule: 'tw-core-profile' })
  }
  for (const reference of referencesIn(resource)) {
    if (!known.has(reference)) problems.push({ path, rule: 'reference-leads-nowhere' })
  }
  return problems
}

/**
 * What a bundle breaks of the rules for documents: identifier and timestamp, Composition first, each entry under its own
 * `urn:uuid`, TW Core profiles named, and no reference that leaves the document.
 */
export const structureProblems = (document: Bundle): FhirProblem[] => {
  const entries = document.entry ?? []
  const urls = entries.map((entry) => entry.fullUrl ?? '')
  const known = new Set(urls)
  const whole: readonly (FhirProblem | null)[] = [
    document.type === 'document' ? null : { path: 'Bundle.type', rule: 'document' },
    document.identifier?.value === undefined || document.identifier.system === undefined
      ? { path: 'Bundle.identifier', rule: 'required' }
      : null,
    document.timestamp === undefined ? { path: 'Bundle.timestamp', rule: 'required' } : null,
    entries[0]?.resource?.resourceType === 'Composition' ? null : { path: 'Bundle.entry', rule: 'composition-first' },
    known.size === urls.length ? null : { path: 'Bundle.entry', rule: 'full-url-once' },
  ]
  return [
    ...whole.filter((problem) => problem !== null),
    ...entries.flatMap(({ resource, fullUrl }) =>
      resource === undefined ? [{ path: 'Bundle.entry', rule: 'resource' }] : entryProblems(resource, fullUrl, known),
    ),
  ]
}
