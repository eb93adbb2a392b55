import { test } from 'node:test'
import { readDocument } from '../../../server/src/languages/dockerfile/document.ts'
import { dockerfileRules } from '../../../server/src/languages/dockerfile/rules/index.ts'
import { checkExamples } from '../../support/check-rule.ts'

for (const rule of dockerfileRules) test(`examples of ${rule.id}`, () => checkExamples(rule, (text) => readDocument(text)))
