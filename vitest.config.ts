import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['{main,native,preload,renderer,resources,scripts,e2e/sims}/**/*.test.{ts,tsx,mjs}'],
    exclude: ['**/node_modules/**', 'out/**', '**/*.int.test.ts'],
    environment: 'node',
    // Nothing here keeps state in its modules, and one process for each of 150 files costs more than the tests.
    isolate: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
})
