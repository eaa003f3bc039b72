import type { WebContents } from 'electron'
import { type EventName, type EventPayload, events } from '../../preload/contract/index.ts'
import { fail } from '../../preload/contract/result.ts'
import { answerRequest, type DoorLog } from './answer.ts'
import type { AnswerAtDoor } from './doorway.ts'
import type { Handlers } from './handlers.ts'
import { isOwnFrame } from './sender.ts'

/** Tells a fact to every window of ours. */
export type Publish = <Name extends EventName>(name: Name, payload: EventPayload<Name>) => void

/** Main's side of the door. `handlers` is asked anew at each request, so that it can grow once the store is open. */
export const answerAtDoor =
  (handlers: () => Partial<Handlers>, log: DoorLog): AnswerAtDoor =>
  async (event, request) => {
    if (!isOwnFrame(event.senderFrame)) {
      log({ event: 'sender-refused', channel: '' })
      return fail('FORBIDDEN')
    }
    return answerRequest(request, handlers(), log)
  }

/** The publisher of facts; a payload that breaks the contract is logged and not sent. */
export const createPublish =
  (windows: () => readonly WebContents[], log: DoorLog): Publish =>
  (name, payload) => {
    const parsed = events[name].safeParse(payload)
    if (!parsed.success) {
      log({ event: 'event-refused', channel: name, paths: parsed.error.issues.map((issue) => issue.path.join('.')) })
      return
    }
    for (const contents of windows()) {
      if (!contents.isDestroyed()) contents.send('desk:event', { name, payload: parsed.data })
    }
  }
