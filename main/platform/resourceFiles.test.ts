import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { createResources, resourceRoot } from './resourceFiles.ts'

let root: string
const schema = z.strictObject({ name: z.string() })

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'clinic-resources-'))
  await mkdir(join(root, 'rules'))
  await writeFile(join(root, 'rules', 'b.json'), '{"name":"部分負擔"}')
  await writeFile(join(root, 'rules', 'a.json'), '{"name":1}')
  await writeFile(join(root, 'rules', 'broken.json'), '{')
  await writeFile(join(root, 'rules', 'README.md'), '')
})
afterAll(() => rm(root, { recursive: true }))

describe('resources', () => {
  it('are read by their schema', async () => {
    expect(await createResources({ root }).readJson('rules/b.json', schema)).toEqual({
      ok: true,
      value: { name: '部分負擔' },
    })
  })

  it.each([
    ['rules/a.json', 'name: '],
    ['rules/broken.json', 'not JSON'],
    ['rules/none.json', 'ENOENT'],
  ])('%s says what is wrong', async (path, problem) => {
    const read = await createResources({ root }).readJson(path, schema)
    expect(read).toMatchObject({ ok: false, error: { code: 'RULES_MISSING', details: { file: path } } })
    expect(read.ok ? '' : read.error.details?.problem).toContain(problem)
  })

  it('are listed in order', async () => {
    const resources = createResources({ root })
    expect(await resources.list('rules')).toEqual(['a.json', 'b.json', 'broken.json'])
    expect(await resources.list('nothing')).toEqual([])
  })

  it('lie in the source tree, or beside the packaged program', () => {
    const app = { appPath: '/src', resourcesPath: '/opt/clinic/resources' }
    expect(resourceRoot({ ...app, isPackaged: false })).toBe(join('/src', 'resources'))
    expect(resourceRoot({ ...app, isPackaged: true })).toBe(join('/opt/clinic/resources', 'resources'))
  })
})
