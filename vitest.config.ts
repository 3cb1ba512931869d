import { lingui, linguiTransformerBabelPreset } from '@lingui/vite-plugin'
import babel from '@rolldown/plugin-babel'
import { defineConfig } from 'vitest/config'

// On a busy machine with two cores slow is no failure, hanging is.
const hangingMs = 120_000

export default defineConfig({
  test: {
    // Most of what a test of the core waits for is a worker or a process that starts: two files at a time keep two cores busy.
    maxWorkers: 2,
    projects: [
      {
        plugins: [lingui(), babel({ presets: [linguiTransformerBabelPreset()] })],
        test: { name: 'unit', include: ['tests/unit/**/*.test.{ts,tsx}'], testTimeout: hangingMs },
      },
      {
        test: {
          name: 'integration',
          include: ['tests/{integration,contract,migrations}/**/*.test.ts'],
          testTimeout: hangingMs,
          hookTimeout: hangingMs,
        },
      },
    ],
  },
})
