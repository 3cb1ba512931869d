import { lingui, linguiTransformerBabelPreset } from '@lingui/vite-plugin'
import babel from '@rolldown/plugin-babel'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    projects: [
      {
        plugins: [lingui(), babel({ presets: [linguiTransformerBabelPreset()] })],
        test: { name: 'unit', include: ['tests/unit/**/*.test.{ts,tsx}'] },
      },
      {
        test: {
          name: 'integration',
          include: ['tests/{integration,contract,migrations}/**/*.test.ts'],
          // Real workbooks on a real disk, on machines with two cores: slow is no failure here, hanging is.
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
})
