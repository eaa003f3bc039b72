import { openPcscCardAccess } from './pcscCardAccess.ts'

/** A question of the control software to the process that holds its readers. */
export interface CardQuestion {
  readonly id: number
  readonly ask: 'lookAtPatient' | 'lookAtProfessional' | 'readPatient' | 'readProfessional'
}

/** Its answer, with the count of changes in the professional reader at that moment. */
export interface CardAnswer {
  readonly id: number
  readonly generation: number
  readonly answer: unknown
}

const [patient, professional] = process.argv.slice(2)
if (patient === undefined || professional === undefined) throw new Error('two readers are named')
const cards = openPcscCardAccess({ patient, professional })

process.on('message', ({ id, ask }: CardQuestion) => {
  void cards[ask]().then((answer) =>
    process.send?.({ id, answer, generation: cards.professionalGeneration() } satisfies CardAnswer),
  )
})
process.on('disconnect', () => process.exit(0))
