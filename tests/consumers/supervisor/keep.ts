import { createRequire } from 'node:module'
import { Supervisor, type ExitReport, type Run } from 'eslint-plugin-teardown/supervisor'

const cat = new Supervisor({
  command: 'cat',
  consumers: {
    async listen(run: Run) {
      for await (const line of run.stdout.lines()) console.log(line)
    },
  },
})

const run = await cat.start()
await run.write('purr\n')
run.endInput()
const report: ExitReport = await run.exited
console.log(report.cause, report.code, cat.run)

await cat.start()
console.log((await cat.stop())?.step)

// ESLint and TypeScript are CommonJS: whatever loads them, they would be in here.
console.log(Object.keys(createRequire(import.meta.url).cache))
