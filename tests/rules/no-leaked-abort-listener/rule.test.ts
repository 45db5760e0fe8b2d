import { functions } from './functions.js'
import { promises } from './promises.js'
import { testRule } from './tester.js'

testRule('a listener in a promise', promises)
testRule('a listener in an async function', functions)
