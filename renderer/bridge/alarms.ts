import { create } from 'zustand'
import type { EventPayload } from '../../preload/contract/index.ts'

type Alarms = EventPayload<'deadline:alarm'>['alarms']

const none: Alarms = []
const useAlarmStore = create<{ readonly last: Alarms }>(() => ({ last: none }))

/** Keeps the alarms that were raised together last, for who comes to the desk after the notification has gone. */
export const recordAlarms = (last: Alarms): void => useAlarmStore.setState({ last })

export const useAlarms = (): Alarms => useAlarmStore(({ last }) => last)
