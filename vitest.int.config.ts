import { defineConfig } from 'vitest/config'

/** Tests against the simulators and the real smart-card service; one file at a time, because they share the machine's readers. */
export default defineConfig({
  test: {
    include: ['{native,main,e2e/sims,e2e/faults}/**/*.int.test.ts'],
    testTimeout: 90_000,
    hookTimeout: 90_000,
    fileParallelism: false,
  },
})
