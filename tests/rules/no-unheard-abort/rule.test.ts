import { listeners } from './listeners.js'
import { testRule } from './tester.js'

testRule('a listener for an abort that may have been', listeners)
