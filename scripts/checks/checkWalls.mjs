// The walls of the house: which room may import which, by .dependency-cruiser.cjs. A cruise that saw hardly any module
// has checked nothing, and fails.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '../bootstrap/projectRoot.mjs'

const fewestModules = 50
const rooms = ['main', 'preload', 'renderer', 'native', 'e2e', 'scripts'].filter((room) =>
  existsSync(join(projectRoot, room)),
)
const cruiser = join(projectRoot, 'node_modules', 'dependency-cruiser', 'bin', 'dependency-cruise.mjs')
const args = [cruiser, ...rooms, '--config', '.dependency-cruiser.cjs', '--output-type', 'json']
const { stdout, stderr, error } = spawnSync(process.execPath, args, {
  cwd: projectRoot,
  encoding: 'utf8',
  maxBuffer: 256 * 1024 * 1024,
})
if (error) throw error
if (!stdout.startsWith('{')) {
  console.error(stderr || stdout || 'dependency-cruiser said nothing')
  process.exit(1)
}

const { summary, modules } = JSON.parse(stdout)
const ours = modules.filter(({ source }) => rooms.some((room) => source.startsWith(`${room}/`)))
for (const { rule, from, to, comment } of summary.violations) {
  console.log(`${rule.severity}: ${rule.name}: ${from} → ${to}${comment ? `\n  ${comment}` : ''}`)
}
console.log(`${ours.length} modules of ours cruised, ${summary.violations.length} walls broken.`)
if (ours.length <= fewestModules) {
  console.log(`More than ${fewestModules} were expected: the checker did not see the sources.`)
  process.exit(1)
}
process.exit(summary.error > 0 ? 1 : 0)
