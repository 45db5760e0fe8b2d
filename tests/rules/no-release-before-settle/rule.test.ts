import { parts } from './parts.js'
import { releases } from './releases.js'
import { testRule } from './tester.js'
import { waits } from './waits.js'

testRule('a release that waits for no run', releases)
testRule('what counts as a wait', waits)
testRule('tasks among others, files, entries and dropped promises', parts)
