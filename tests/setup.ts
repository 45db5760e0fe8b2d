import { RuleTester } from '@typescript-eslint/rule-tester'
import { afterAll, describe, it } from 'vitest'

// vitest's globals are off, so the rule tester is told what to call.
RuleTester.afterAll = afterAll
RuleTester.describe = describe
RuleTester.describeSkip = describe.skip
RuleTester.it = it
RuleTester.itOnly = it.only
RuleTester.itSkip = it.skip
