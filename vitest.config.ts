import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['{main,native,preload,renderer,resources,scripts,e2e/sims}/**/*.test.{ts,tsx,mjs}'],
    exclude: ['**/node_modules/**', 'out/**', '**/*.int.test.ts'],
    environment: 'node',
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
})
