import { useEffect, useRef } from 'react'
import alarmSound from '../../../resources/sounds/alarm.wav'
import { onEvent } from '../../bridge/events.ts'
import { usePreferences } from '../../bridge/preferences.ts'

/** Plays the alarm's sound; a PC without loudspeakers shows and notifies all the same. */
export const playAlarm = (): void => {
  new Audio(alarmSound).play().catch(() => undefined)
}

/** Lets alarms about deadlines be heard, where that is not switched off. */
export const useAlarmSound = (): void => {
  const { alarmSound: isOn } = usePreferences()
  const isHeard = useRef(isOn)
  isHeard.current = isOn
  useEffect(
    () =>
      onEvent('deadline:alarm', () => {
        if (isHeard.current) playAlarm()
      }),
    [],
  )
}
