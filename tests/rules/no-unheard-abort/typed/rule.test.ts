import { listeners } from '../listeners.js'
import { testWithTypes } from './tester.js'

testWithTypes('a listener for an abort that may have been, with types', listeners)
