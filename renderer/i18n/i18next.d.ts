import type { zhTW } from './resources.ts'

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation'
    resources: { translation: typeof zhTW }
    returnNull: false
  }
}
