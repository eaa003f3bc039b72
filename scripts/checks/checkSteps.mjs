import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readJson } from '../bootstrap/cache.mjs'
import { run } from '../bootstrap/children.mjs'
import { projectRoot } from '../bootstrap/projectRoot.mjs'
import { tallyOfStep, tallyOfVitest, troublesOfVitest } from './tally.mjs'

const tool = (...path) => join(projectRoot, 'node_modules', ...path)
const own = (name) => join(projectRoot, 'scripts', 'checks', name)
/** As many steps at once as keep two cores busy; the unit tests, the longest, start first. */
const atOnce = 2

/** One run of Vitest with a configuration of the root. */
function vitestStep(name, config, folder, more = []) {
  const report = join(folder, `${name}.json`)
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  return { name, args: [tool('vitest', 'vitest.mjs'), 'run', '--config', config, ...reporters, ...more], report }
}

/** Every step of `npm run check`: each is a program for the current Node, and is good when it ends with 0. */
function steps(folder) {
  return [
    vitestStep('unit', 'vitest.config.ts', folder),
    { name: 'types', args: [tool('typescript', 'bin', 'tsc'), '-b', '--pretty'] },
    { name: 'lint', args: [tool('@biomejs', 'biome', 'bin', 'biome'), 'check', '--colors=off', '.'] },
    { name: 'walls', args: [own('checkWalls.mjs')] },
    { name: 'unused', args: [tool('knip', 'bin', 'knip.js'), '--no-progress'] },
    { name: 'i18n keys', args: [own('checkI18n.mjs')] },
  ]
}

/**
 * Runs types, lint, walls, unused code, i18n keys and unit tests, printing each one's output as it ends (that of the
 * quiet good ones is left out).
 * @returns {Promise<{ name: string, seconds: number, tally: import('./tally.mjs').Tally }[]>}
 */
export async function runCheckSteps({ node, env }) {
  const folder = await mkdtemp(join(tmpdir(), 'clinic-check-'))
  const waiting = steps(folder)
  const results = []
  const worker = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) results.push(await runStep(next, { node, env }))
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
  await rm(folder, { recursive: true, force: true })
  return results
}

/**
 * The tests against the simulators and the real smart-card service, which only Linux has without hardware. Like a story, one may be tried
 * once more and is named at the end then.
 */
export async function runIntegration(prepared) {
  if (process.platform !== 'linux') {
    console.log('\n── integration: left out, because virtual readers need pcscd on Linux')
    return []
  }
  const folder = await mkdtemp(join(tmpdir(), 'clinic-integration-'))
  const result = await runStep(vitestStep('integration', 'vitest.int.config.ts', folder, ['--retry=1']), prepared)
  await rm(folder, { recursive: true, force: true })
  return [result]
}

async function runStep({ name, args, report }, { node, env }) {
  const began = Date.now()
  const { code, stdout, stderr } = await run(node, args, { cwd: projectRoot, env })
  const seconds = (Date.now() - began) / 1000
  const told = report && (await readJson(report))
  const tally = report ? tallyOfVitest(told, code) : tallyOfStep(code)
  const good = tally.failed === 0
  console.log(`\n── ${name}: ${good ? 'good' : 'FAILED'} (${seconds.toFixed(1)} s)`)
  const output = `${stdout}${stderr}`.trimEnd()
  if (!good || report) console.log(output)
  if (!good && code === 0) console.log('No test ran.')
  return { name, seconds, tally, troubles: troublesOfVitest(told) }
}

/** One line a step, as the end of a run, and what is to be looked at: each test that failed, or passed only when it was tried once more. */
export function describeSteps(results) {
  return results
    .map(({ name, seconds, tally, troubles = { failed: [], secondTries: [] } }) => {
      const count = tally.passed > 0 ? `, ${tally.passed} passed` : ''
      const verdict = tally.failed === 0 ? 'good' : `FAILED (${tally.failed})`
      const told = [
        ...troubles.failed.map((trouble) => describeTrouble('failed', trouble)),
        ...troubles.secondTries.map((trouble) => describeTrouble('only at the second try', trouble)),
      ]
      return [`  ${name.padEnd(11)} ${verdict}${count}, ${seconds.toFixed(1)} s`, ...told].join('\n')
    })
    .join('\n')
}

function describeTrouble(what, { name, why }) {
  return [`    ${what}: ${name}`, ...why.split('\n').map((line) => `      ${line}`)].join('\n')
}
