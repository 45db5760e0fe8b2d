import { releases } from '../releases.js'
import { waits } from '../waits.js'
import { testWithTypes } from './tester.js'

testWithTypes('a release that waits for no run, with types', releases)
testWithTypes('what counts as a wait, with types', waits)
