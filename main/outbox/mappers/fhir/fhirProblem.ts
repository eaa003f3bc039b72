/** What a document breaks: where (`Encounter.serviceType`) and which rule. */
export interface FhirProblem {
  readonly path: string
  readonly rule: string
}
