import { endAll, isEnding } from './children.mjs'

/**
 * A set-up step that could not be done. `missing` says what is not there, `wayOut` what the person at the keyboard does
 * about it, `detail` is the end of the failed command's own output.
 */
export class SetupFailure extends Error {
  /**
   * @param {string} missing
   * @param {string} wayOut
   * @param {string} [detail]
   */
  constructor(missing, wayOut, detail = '') {
    super(missing)
    this.name = 'SetupFailure'
    this.wayOut = wayOut
    this.detail = detail
  }
}

/** Ends the program, and all it started, with what is missing and the way out; any other error keeps its stack. */
export async function endWithFailure(error) {
  if (isEnding()) return endAll(1)
  if (error instanceof SetupFailure) {
    console.error(`\nSet-up stopped: ${error.message}`)
    if (error.detail) console.error(error.detail.replace(/^/gm, '  | '))
    console.error(`What to do: ${error.wayOut}`)
  } else {
    console.error(error)
  }
  await endAll(1)
}
