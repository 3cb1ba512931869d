// npm run bench [-- OPTIONS]: the measurements of tests/bench.
import { runOnNode } from './setup/hand-over.mjs'

await runOnNode(['tests/bench/main.ts', ...process.argv.slice(2)])
