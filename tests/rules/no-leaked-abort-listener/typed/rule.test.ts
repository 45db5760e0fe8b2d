import { functions } from '../functions.js'
import { promises } from '../promises.js'
import { testWithTypes } from './tester.js'

testWithTypes('a listener in a promise, with types', promises)
testWithTypes('a listener in an async function, with types', functions)
