// npm run -s leadbook -- COMMAND: the command line host. Standard output is the command's alone.
import { runOnNode } from './setup/hand-over.mjs'

await runOnNode(['electron/cli/main.ts', ...process.argv.slice(2)])
