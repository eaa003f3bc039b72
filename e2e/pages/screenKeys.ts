import { type ScreenName, screenNames } from '../../renderer/app/screenNames.ts'

/** The key that leads to a screen, wherever in the rail it stands. */
export const screenKey = (screen: ScreenName): string => `Control+${screenNames.indexOf(screen) + 1}`
