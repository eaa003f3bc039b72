import { defineConfig } from 'vitest/config'

/** Integration tests of the surroundings: `npx vitest run --config e2e/sims/vitest.int.config.ts`. */
export default defineConfig({
  root: import.meta.dirname,
  test: { include: ['**/*.int.test.ts'], testTimeout: 60_000, hookTimeout: 60_000, fileParallelism: false },
})
