import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { blacken, loggable } from './logFields.ts'
import { createLogger } from './logger.ts'
import { openRotatingFile } from './rotatingFile.ts'

let folder: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'clinic-log-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

describe('what may be logged', () => {
  it('is on a list; of anything else only the name is kept', () => {
    expect(loggable({ code: 'STORE_FULL', ms: 3, patientName: '林示安', pin: '123456' })).toEqual({
      code: 'STORE_FULL',
      ms: 3,
      dropped: 'patientName pin',
    })
  })

  it('is blackened where it could be personal', () => {
    expect(blacken('Unexpected token, "林示安..." is not valid JSON')).toBe('Unexpected token, "…" is not valid JSON')
    expect(blacken('id A123456789 card 900000000011 born 0730315')).toBe('id … card … born …')
    expect(blacken('林示安 closed')).toBe('… closed')
    expect(blacken('at close (main/store/visit/encounterRepository.ts:130:5)')).toContain(
      'encounterRepository.ts:130:5',
    )
    expect(blacken('x'.repeat(9000)).length).toBeLessThanOrEqual(4000)
  })

  it('may be the id of a record', () => {
    const encounterId = '0190a000-0000-7000-8000-000000000001'
    expect(loggable({ encounterId })).toEqual({ encounterId })
    expect(loggable({ encounterId: 'A123456789' })).toEqual({ encounterId: '…' })
  })
})

describe('the logger', () => {
  it('writes one JSON object a line, the event, its level and nothing personal', async () => {
    const logger = createLogger({ directory: join(folder, 'logs'), process: 'main' })
    logger.info('started', { version: '0.1.0' })
    logger.error('handler-threw', { channel: 'visit:list', stack: 'Error: A123456789\n    at x', name: '林示安' })
    logger.flush()
    const text = await readFile(join(folder, 'logs', 'main.log'), 'utf8')
    expect(text).not.toMatch(/A123456789|林示安/)
    const lines = text
      .trim()
      .split('\n')
      .map((line): unknown => JSON.parse(line))
    expect(lines).toMatchObject([
      { level: 'info', event: 'started', process: 'main', version: '0.1.0' },
      { level: 'error', event: 'handler-threw', channel: 'visit:list', dropped: 'name' },
    ])
  })
})

describe('a log file', () => {
  it('is set aside when it is full, and the oldest goes', async () => {
    const file = openRotatingFile({ directory: folder, name: 'main', maxBytes: 100, kept: 2 })
    for (let index = 0; index < 10; index += 1) file.write(`${index} ${'x'.repeat(47)}\n`)
    file.flush()
    expect((await readdir(folder)).sort()).toEqual(['main.1.log', 'main.2.log', 'main.log'])
    const first = async (name: string): Promise<string> => (await readFile(join(folder, name), 'utf8')).slice(0, 1)
    expect(await Promise.all(['main.log', 'main.1.log', 'main.2.log'].map(first))).toEqual(['8', '6', '4'])
    for (const name of await readdir(folder)) expect((await stat(join(folder, name))).size).toBeLessThanOrEqual(100)
  })

  it('is gone on with by the next start', async () => {
    for (const text of ['one\n', 'two\n']) {
      openRotatingFile({ directory: folder, name: 'main', maxBytes: 100, kept: 2 }).write(text)
    }
    expect(await readFile(join(folder, 'main.log'), 'utf8')).toBe('one\ntwo\n')
  })

  it('that cannot be written stops nothing', () => {
    const file = openRotatingFile({ directory: '/dev/null/nowhere', name: 'main', maxBytes: 100, kept: 2 })
    expect(() => {
      file.write('lost\n')
      file.flush()
    }).not.toThrow()
  })
})
