import fc from 'fast-check'
import { expect, test } from 'vitest'
import { courses, Real, type Model } from './model.js'

const runs = Number(process.env['SUPERVISOR_MODEL_RUNS'])
const seed = process.env['SUPERVISOR_SEED'] === undefined ? undefined : Number(process.env['SUPERVISOR_SEED'])

test(`F38: ${runs} courses of start, stop, abort, crash, flood, holder and throw go as the model says`, async () => {
  expect(runs).toBeGreaterThan(0)
  await fc.assert(fc.asyncProperty(fc.boolean(), courses, async (restarts, commands) => {
    const model: Model = { wanted: false, aborted: false, restarts }
    const real = new Real(model)
    try {
      await fc.asyncModelRun(() => ({ model, real }), commands)
    }
    catch (error) {
      await real.scene.end().catch(() => {})
      throw error
    }
    await real.end(model)
  }), { numRuns: runs, ...(seed === undefined ? {} : { seed }) })
})
