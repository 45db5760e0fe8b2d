import { exits } from './exits.js'
import { kills } from './kills.js'
import { testRule } from './tester.js'

testRule('a kill that is never sent', kills)
testRule('a wait for an exit that has been', exits)
