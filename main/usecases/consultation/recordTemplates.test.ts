import { afterEach, beforeEach, expect, it } from 'vitest'
import { PractitionerIdSchema } from '../../../preload/contract/words.ts'
import { okValue } from '../../store/temporaryStore.ts'
import { openTestDesk, soap, type TestDesk } from '../testDesk.ts'
import { listTemplates, removeTemplate, restoreTemplate, saveTemplate } from './recordTemplates.ts'

const doctor = PractitionerIdSchema.parse('dr-1')
const another = PractitionerIdSchema.parse('dr-2')

let desk: TestDesk
beforeEach(async () => {
  desk = await openTestDesk()
})
afterEach(() => desk.dispose())

const snippet = (practitionerId: typeof doctor | null, name: string, text = `${name} 的內容`) =>
  saveTemplate(desk.context, { templateId: null, practitionerId, content: { kind: 'snippet', name, text } })
const textsOf = async (practitionerId: typeof doctor | null) =>
  okValue(await listTemplates(desk.context, { practitionerId })).map(({ content }) =>
    content.kind === 'snippet' ? content.text : content.name,
  )

it('shows a doctor the own texts and everybody’s, the own in the place of one of the same name', async () => {
  okValue(await snippet(null, '.uri', '共用'))
  okValue(await snippet(null, '.dm', '糖尿病'))
  okValue(await snippet(doctor, '.uri', '自己的'))
  okValue(await snippet(another, '.htn', '別人的'))
  const note = { kind: 'note' as const, name: '感冒', soap, diagnoses: [] }
  okValue(await saveTemplate(desk.context, { templateId: null, practitionerId: doctor, content: note }))
  expect(await textsOf(doctor)).toEqual(['糖尿病', '自己的', '感冒'])
  expect(await textsOf(null)).toEqual(['糖尿病', '共用'])
})

it('takes a name once, lets a text be renamed, and deletes so that it can be taken back', async () => {
  const first = okValue(await snippet(doctor, '.uri'))
  expect(await snippet(doctor, '.uri')).toMatchObject({ error: { code: 'CONFLICT', details: { reason: 'name' } } })
  okValue(await saveTemplate(desk.context, { ...first, content: { kind: 'snippet', name: '.cold', text: '感冒' } }))
  expect(await textsOf(doctor)).toEqual(['感冒'])
  const { templateId } = first
  okValue(await removeTemplate(desk.context, { templateId }))
  expect(await textsOf(doctor)).toEqual([])
  expect(await removeTemplate(desk.context, { templateId })).toMatchObject({ error: { code: 'NOT_FOUND' } })
  expect(await saveTemplate(desk.context, first)).toMatchObject({ error: { code: 'NOT_FOUND' } })
  okValue(await restoreTemplate(desk.context, { templateId }))
  expect(await textsOf(doctor)).toEqual(['感冒'])
})

it('does not bring one back under a name that has been given meanwhile', async () => {
  const { templateId } = okValue(await snippet(doctor, '.uri'))
  okValue(await removeTemplate(desk.context, { templateId }))
  okValue(await snippet(doctor, '.uri', '新的'))
  expect(await restoreTemplate(desk.context, { templateId })).toMatchObject({ error: { code: 'CONFLICT' } })
  expect(await textsOf(doctor)).toEqual(['新的'])
})
