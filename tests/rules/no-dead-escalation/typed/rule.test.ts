import { exits } from '../exits.js'
import { kills } from '../kills.js'
import { testWithTypes } from './tester.js'

testWithTypes('a kill that is never sent, with types', kills)
testWithTypes('a wait for an exit that has been, with types', exits)
