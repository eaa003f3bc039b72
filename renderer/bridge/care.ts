import type { CareStatus } from '../../preload/contract/desk/care.ts'
import { putAnswer, useDeskMutation, useDeskQuery } from './query.ts'

/** How the store is looked after; undefined only until the first answer. */
export const useCare = (): CareStatus | undefined => useDeskQuery('care:status', {}).data

type Answering = 'backup:choose-folder' | 'backup:set-time' | 'backup:run' | 'care:check' | 'care:note-lost-tail'

/** An action whose answer is the new status. */
export const useCareAction = <Name extends Answering>(name: Name) =>
  useDeskMutation(name, (status) => putAnswer('care:status', {}, status))
