import { SetupFailure } from '../bootstrap/failure.mjs'

const variables = {
  '--runs': 'CHAOS_RUNS',
  '--kills': 'CRASH_KILLS',
  '--patients': 'DAY_PATIENTS',
  '--seed': 'CHAOS_SEED',
  '--seeds': 'FAULT_SEEDS',
}

/** The whole day has so many, when it is asked for by its name; among all stories it has a few. */
const patientsOfADay = '120'

/**
 * Takes `--runs N`, `--kills N`, `--patients N`, `--seeds N` and `--seed S` out of the arguments: Playwright and Vitest don't know them, whatever plays random
 * runs reads them from the environment.
 * @param {string[]} args
 * @returns {{ randomRuns: Record<string, string>, others: string[] }}
 */
export function takeRandomRuns(args) {
  const randomRuns = {}
  const others = []
  for (let index = 0; index < args.length; index += 1) {
    const [name, inline] = args[index].split('=', 2)
    const variable = variables[name]
    if (variable === undefined) {
      others.push(args[index])
      continue
    }
    if (inline === undefined) index += 1
    const value = inline ?? args[index]
    if (!/^\d+$/.test(value ?? ''))
      throw new SetupFailure(`${name} needs a whole number.`, `Such as \`npm run e2e -- card-chaos ${name} 60\`.`)
    randomRuns[variable] = value
  }
  if (others.some((argument) => argument.includes('clinic-day'))) randomRuns.DAY_PATIENTS ??= patientsOfADay
  return { randomRuns, others }
}
