import { type RecordTemplate, RecordTemplateSchema } from '../../../preload/contract/record/recordTemplate.ts'
import fixtures from '../fixtures.json'
import type { Handlers } from '../world.ts'

const uuid = (number: number): string => `019a0000-0000-7000-8000-00000000f${String(number).padStart(3, '0')}`

let templates: readonly RecordTemplate[] = [
  { practitionerId: null, content: { kind: 'snippet', name: '.uri', text: `${fixtures.assessment} {{days}}` } },
  { practitionerId: 'dr-1', content: { kind: 'snippet', name: '.bt', text: '{{vitals}}' } },
].map((template, index) => RecordTemplateSchema.parse({ ...template, templateId: uuid(index) }))
let deleted: readonly RecordTemplate[] = []

const notFound = { code: 'NOT_FOUND', retryable: false } as const

/** Record texts of the pretend clinic. */
export const templateHandlers = {
  'record-template:list': () => [...templates],
  'record-template:save': (world, { templateId, ...rest }): RecordTemplate => {
    const saved = RecordTemplateSchema.parse({
      ...rest,
      templateId: templateId ?? uuid(templates.length + deleted.length),
    })
    templates = [...templates.filter((other) => other.templateId !== saved.templateId), saved]
    setTimeout(() => world.tell('record-templates:changed', {}), 0)
    return saved
  },
  'record-template:delete': (world, { templateId }) => {
    deleted = templates.filter((template) => template.templateId === templateId)
    templates = templates.filter((template) => template.templateId !== templateId)
    setTimeout(() => world.tell('record-templates:changed', {}), 0)
    return {}
  },
  'record-template:restore': (world) => {
    const [restored] = deleted
    if (restored === undefined) return notFound
    templates = [...templates, restored]
    setTimeout(() => world.tell('record-templates:changed', {}), 0)
    return restored
  },
} satisfies Partial<Handlers>
