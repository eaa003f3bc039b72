import { call } from '../bridge/desk.ts'

/** Says, for whoever waits outside (tests, benches, the log of main), that the first screen can be used. */
export const markReady = (): void => {
  if (document.documentElement.dataset.ready === 'true') return
  document.documentElement.dataset.ready = 'true'
  void call('app:first-screen', {})
}
