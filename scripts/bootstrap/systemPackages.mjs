import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { cacheDirectory } from './cache.mjs'
import { run } from './children.mjs'
import { SetupFailure } from './failure.mjs'
import { step } from './progress.mjs'

/** Debian packages for each need. Names are those of Debian 12. */
const packagesFor = {
  xvfb: ['xvfb', 'xauth'],
  pcsc: ['pcscd', 'libpcsclite1', 'vsmartcard-vpcd'],
  // Emulated cards of other issuers, for the tests.
  'foreign-cards': ['vsmartcard-vpicc', 'python3-virtualsmartcard', 'python3-pycryptodome'],
  // Looks at what was printed.
  pdf: ['poppler-utils'],
  fonts: ['fonts-noto-cjk'],
  electron: [
    ...[
      'libasound2',
      'libatk-bridge2.0-0',
      'libatk1.0-0',
      'libatspi2.0-0',
      'libcairo2',
      'libcups2',
      'libdrm2',
      'libgbm1',
    ],
    ...['libglib2.0-0', 'libgtk-3-0', 'libnss3', 'libpango-1.0-0', 'libudev1', 'libx11-6', 'libxcb1', 'libxcomposite1'],
    ...['libxdamage1', 'libxext6', 'libxfixes3', 'libxkbcommon0', 'libxrandr2'],
  ],
  compiler: ['python3', 'make', 'g++'],
}

const lineWidth = 60

/** Since Debian 13 and Ubuntu 24.04 these carry another name, for their 64-bit time. */
const renamed = new Set([
  'libasound2',
  'libatk-bridge2.0-0',
  'libatk1.0-0',
  'libatspi2.0-0',
  'libcups2',
  'libglib2.0-0',
  'libgtk-3-0',
])

/** Programs looked for where there is no dpkg to ask. */
const programsFor = { xvfb: ['Xvfb'], pcsc: ['pcscd'], compiler: ['python3', 'make', 'g++'] }

/**
 * Sees that the system has what the needs call for: installs it (Debian, as root), else says what is missing and the
 * line that installs it. Nothing is looked for on Windows and macOS, where the needs do not arise.
 * @param {(keyof typeof packagesFor)[]} needs
 */
export async function prepareSystem(needs, log) {
  if (process.platform !== 'linux') return
  const wanted = needs.flatMap((need) => packagesFor[need] ?? [])
  const missing = await missingPackages(wanted)
  if (missing === null) return needPrograms(needs)
  if (missing.length === 0) return
  const names = await namesHere(missing)
  const line = `apt-get install -y --no-install-recommends ${names.join(' ')}`
  if (process.getuid() !== 0) {
    throw new SetupFailure(
      `These system packages are missing: ${names.join(' ')}`,
      `Run \`sudo ${line}\`, then this again.`,
    )
  }
  await step(log, `Installing ${names.length} system packages (${names.join(' ')})`, (report) =>
    install(names, line, report),
  )
}

/** Those of the packages that dpkg has not installed, under either name; null where there is no dpkg. */
async function missingPackages(packages) {
  const asked = packages.flatMap((name) => [name, `${name}t64`])
  // biome-ignore lint/suspicious/noTemplateCurlyInString: dpkg-query's own placeholders
  const format = '${Package}\t${db:Status-Status}\n'
  const { code, stdout } = await run('dpkg-query', ['-W', '-f', format, ...asked])
  if (code === 127) return null
  const lines = stdout.split('\n').map((line) => line.split('\t'))
  const installed = new Set(lines.filter(([, status]) => status === 'installed').map(([name]) => name))
  return packages.filter((name) => !installed.has(name) && !installed.has(`${name}t64`))
}

async function namesHere(packages) {
  const release = await readFile('/etc/os-release', 'utf8').catch(() => '')
  const isNew = hasRenamedPackages(release)
  return packages.map((name) => (isNew && renamed.has(name) ? `${name}t64` : name))
}

/** Reads /etc/os-release. A Debian without a version number is testing or unstable. */
export function hasRenamedPackages(release) {
  const field = (name) => new RegExp(`^${name}="?([^"\\n]*)"?$`, 'm').exec(release)?.[1]
  const version = Number.parseFloat(field('VERSION_ID') ?? 'Infinity')
  return field('ID') === 'ubuntu' ? version >= 24.04 : version >= 13
}

async function install(names, line, report) {
  const logFile = join(cacheDirectory(), 'logs', 'apt.log')
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const onLine = (line) => report(line.slice(0, lineWidth))
  const apt = (args) => run('apt-get', ['-o', 'DPkg::Lock::Timeout=600', ...args], { logFile, env, onLine })
  await run('dpkg', ['--configure', '-a'], { env }) // takes up an interrupted install; has nothing to do otherwise
  const update = await apt(['update'])
  const result = await apt(['install', '-y', '--no-install-recommends', ...names])
  if (result.code === 0) return
  throw new SetupFailure(
    `The system packages could not be installed: ${names.join(' ')}`,
    `Run \`${line}\` as root and read what it says; then run this again.`,
    `${update.code === 0 ? '' : `${update.tail}\n`}${result.tail}`,
  )
}

async function needPrograms(needs) {
  const programs = needs.flatMap((need) => programsFor[need] ?? [])
  const found = await Promise.all(programs.map((program) => run('which', [program])))
  const missing = programs.filter((_, index) => found[index].code !== 0)
  if (missing.length === 0) return
  const packages = needs.flatMap((need) => packagesFor[need] ?? [])
  throw new SetupFailure(
    `These programs are missing: ${missing.join(', ')}`,
    `Install your system’s like of these Debian packages: ${packages.join(' ')}. Then run this again.`,
  )
}
