import { argv, env } from 'node:process'
import { resolve } from 'node:path'
import { differential } from './run.js'

// npm run differential -- OLD_BUILD NEW_BUILD PATH...    lints files and folders with two builds of the plugin, under both presets, and
//                                                        prints every report that only one of them gives: messages, places and suggestions.
//                                                        A build is the folder of a built project, or its dist/src/index.js.
//                                                        Exit code: 0 without differences, 1 with differences, 2 for an error

const from = (path: string): string => resolve(env['INIT_CWD'] ?? '.', path)

process.exitCode = await differential(argv.slice(2).map(from), (line) => { console.log(line) }).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  return 2
})
