import { damagedCare, shortCare, uncaredFor } from '../answers/care.ts'
import type { World } from '../world.ts'

/** What the start finds of store and settings. */
export const startupScenes: Readonly<Record<string, (world: World) => void>> = {
  'key-lost': (world) => {
    world.startup = { ...world.startup, failure: { code: 'STORE_KEY_LOST', retryable: false } }
  },
  damaged: (world) => {
    world.startup = { ...world.startup, failure: { code: 'STORE_CORRUPT', retryable: false } }
    world.care = damagedCare()
  },
  'tail-lost': (world) => {
    world.care = shortCare()
  },
  'care-missing': (world) => {
    world.care = uncaredFor()
  },
  future: (world) => {
    world.startup = { ...world.startup, failure: { code: 'STORE_FROM_FUTURE', retryable: false } }
  },
  'settings-invalid': (world) => {
    world.startup = { ...world.startup, failure: { code: 'SETTINGS_INVALID', retryable: false } }
    world.settings = null
    world.settingsProblem = 'nhiServer.baseUrls: Invalid URL'
  },
  unconfigured: (world) => {
    world.settings = null
  },
}
