import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'

/** Parsers and ESLint import modules of Node for work with files, which nothing here asks for. */
const absent = fileURLToPath(new URL('linting/absent-module.ts', import.meta.url))
const nodeModules = /^(?:node:)?(?:assert|child_process|crypto|fs|inspector|module|os|perf_hooks|stream|tty|url|util|v8|worker_threads)$/

const replaced = [
  { find: nodeModules, replacement: absent },
  { find: /^(?:node:)?path$/, replacement: fileURLToPath(new URL('linting/paths.ts', import.meta.url)) },
]

/** What the parser reads of Node's `process` while it is loaded. */
const process = 'globalThis.process = { argv: [], browser: true, cwd: () => "/", emitWarning() {}, env: {}, platform: "browser", '
  + 'version: "v24.0.0", versions: {} }'

// A static page: `npm run playground` builds it into site/playground; it works from any folder, and without a network.
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: './',
  build: { outDir: fileURLToPath(new URL('../../site/playground', import.meta.url)), emptyOutDir: true, chunkSizeWarningLimit: 8000 },
  worker: { format: 'es', rolldownOptions: { output: { banner: process } } },
  resolve: { alias: replaced },
})
