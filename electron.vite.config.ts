import { resolve } from 'node:path'
import { lingui, linguiTransformerBabelPreset } from '@lingui/vite-plugin'
import babel from '@rolldown/plugin-babel'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'

const folder = import.meta.dirname

export default defineConfig({
  main: {
    build: {
      outDir: resolve(folder, 'out/main'),
      target: 'node20.18',
      // All but the native module is bundled, so that a test can look through everything that ships.
      externalizeDeps: false,
      rolldownOptions: {
        input: {
          main: resolve(folder, 'electron/desktop/main.ts'),
          worker: resolve(folder, 'electron/core/worker.ts'),
          library: resolve(folder, 'electron/features/import/library/main.ts'),
        },
        external: ['better-sqlite3'],
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      outDir: resolve(folder, 'out/preload'),
      target: 'node20.18',
      externalizeDeps: false,
      rolldownOptions: {
        input: { preload: resolve(folder, 'electron/desktop/preload.ts') },
        // A sandboxed preload is CommonJS and one file.
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: resolve(folder, 'renderer'),
    base: './',
    html: { cspNonce: '%CSP_NONCE%' },
    plugins: [
      react(),
      lingui({ cwd: folder, failOnCompileError: true }),
      // With the English text beside its id: a text missing in a catalogue is shown in English, not as its id.
      babel({ presets: [linguiTransformerBabelPreset({ descriptorFields: 'message' }, { cwd: folder })] }),
    ],
    build: {
      outDir: resolve(folder, 'out/renderer'),
      target: 'chrome130',
      // A font or image as data: would need a hole in the content security policy.
      assetsInlineLimit: 0,
      rolldownOptions: { input: { index: resolve(folder, 'renderer/index.html') } },
    },
  },
})
