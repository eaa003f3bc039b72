import { resolve } from 'node:path'
import { parseArgs } from 'node:util'

export const startUsage = `Usage: npm start -- [options]

Prepares what is missing, builds the app and opens it. Where no NHI control software answers, the demonstration
surroundings are started with it: virtual readers and cards, simulators of the control software, the NHI server and the
clinic cloud, and a panel that inserts and pulls cards and makes things fail.

  --visit OUT          play one whole visit unattended; screenshots and a log of times go to the folder OUT
  --settings FILE      use these settings (addresses, reader roles, certificates); starts no simulators
  --no-sims            start no simulators
  --user-data-dir DIR  keep the app's data in DIR
  --help               show this
`

const options = {
  visit: { type: 'string' },
  settings: { type: 'string' },
  'no-sims': { type: 'boolean', default: false },
  'user-data-dir': { type: 'string' },
  help: { type: 'boolean', short: 'h', default: false },
}

/**
 * Reads the arguments of `npm start`; paths come out absolute. Settings name other surroundings than the simulators', so
 * they leave the simulators out.
 * @returns {{ ok: true, value: { visit?: string, settings?: string, sims: boolean, userDataDir?: string, help: boolean } }
 *   | { ok: false, reason: string }}
 */
export function parseStartArguments(args, folder) {
  let values
  try {
    values = parseArgs({ args, options, allowPositionals: false }).values
  } catch (error) {
    return { ok: false, reason: error.message }
  }
  const path = (value) => (value === undefined ? undefined : resolve(folder, value))
  for (const name of ['visit', 'settings', 'user-data-dir']) {
    if (values[name] === '') return { ok: false, reason: `--${name} needs a path` }
  }
  return {
    ok: true,
    value: {
      visit: path(values.visit),
      settings: path(values.settings),
      sims: !values['no-sims'] && values.settings === undefined,
      userDataDir: path(values['user-data-dir']),
      help: values.help,
    },
  }
}
