// Being built by another engineer (SCREENS-2) from 07:13 on: leave this folder to her.
export const SettingsScreen = () => null
