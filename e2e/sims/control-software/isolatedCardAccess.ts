import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { CardAccess } from './cardAccess.ts'
import type { CardAnswer, CardQuestion } from './cardProcess.ts'

const PATIENCE_MS = 5000
const PROGRAM = fileURLToPath(new URL('./cardProcess.ts', import.meta.url))

interface Waiting {
  readonly answered: (answer: CardAnswer) => void
  readonly givenUp: () => void
}

/**
 * The readers by way of PC/SC in a process of their own, because a call blocks for as long as a reader is dead: after some seconds of
 * silence that process is ended, whatever had been asked counts as a mute card, and a new one takes over.
 */
export function openIsolatedCardAccess(names: { readonly patient: string; readonly professional: string }): CardAccess {
  let nextId = 0
  let earlierGenerations = 0
  let generation = 0
  let closed = false
  let waiting = new Map<number, Waiting>()
  let child = start()

  function start(): ChildProcess {
    const made = fork(PROGRAM, [names.patient, names.professional], { stdio: 'inherit' })
    made.on('message', (answer: CardAnswer) => {
      if (made !== child) return
      generation = earlierGenerations + answer.generation
      waiting.get(answer.id)?.answered(answer)
    })
    made.once('exit', () => replace(made))
    return made
  }

  const replace = (gone: ChildProcess): void => {
    if (closed || gone !== child) return
    gone.kill('SIGKILL')
    // Whatever is in the professional reader is seen anew, so that no PIN outlives it.
    earlierGenerations = generation + 1
    generation = earlierGenerations
    const unanswered = [...waiting.values()]
    waiting = new Map()
    child = start()
    for (const { givenUp } of unanswered) givenUp()
  }

  const put = <T>(ask: CardQuestion['ask'], mute: T): Promise<T> =>
    new Promise((resolve) => {
      const id = nextId
      nextId += 1
      const asked = child
      const timer = setTimeout(() => {
        console.error('control software: the card does not answer; its readers are opened anew')
        replace(asked)
      }, PATIENCE_MS)
      const end = (answer: T): void => {
        clearTimeout(timer)
        waiting.delete(id)
        resolve(answer)
      }
      waiting.set(id, { answered: ({ answer }) => end(answer as T), givenUp: () => end(mute) })
      if (asked.connected) asked.send({ id, ask } satisfies CardQuestion)
    })

  return {
    lookAtPatient: () => put('lookAtPatient', 'foreign'),
    lookAtProfessional: () => put('lookAtProfessional', 'foreign'),
    professionalGeneration: () => generation,
    readPatient: () => put('readPatient', { kind: 'unreadable' }),
    readProfessional: () => put('readProfessional', { kind: 'unreadable' }),
    close() {
      closed = true
      child.kill('SIGKILL')
    },
  }
}
