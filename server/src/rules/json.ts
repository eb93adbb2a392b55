import type { JsonDocument, JsonErrorCode } from '../syntax/json.ts'
import type { Problem, Rule } from './rule.ts'

/** A document that was read as JSON. */
type Read = Pick<JsonDocument, 'errors'>

/** What the reader itself reports, as rules: for every language that is written in JSON. */
export const jsonRules: readonly Rule<Read>[] = [
  {
    id: 'json-comment',
    severity: 'error',
    summary: 'JSON has no comments.',
    why: 'The AWS CLI, the SDKs and the deploy actions read strict JSON and stop at the first comment. A remark can stand in a tag or beside the file.',
    source: ['https://www.rfc-editor.org/rfc/rfc8259'],
    examples: {
      bad: [
        `{
  // the public site
  ^^^^^^^^^^^^^^^^^^ JSON has no comments
  "family": "web"
}`,
      ],
      good: [`{ "family": "web" }`],
    },
    check: (doc) => problems(doc, 'json-comment'),
  },
  {
    id: 'json-duplicate-key',
    severity: 'warning',
    summary: 'A key stands once in an object.',
    why: 'Every parser in use silently takes the last of them, so the first has no effect however right it is.',
    source: ['https://www.rfc-editor.org/rfc/rfc8259#section-4'],
    examples: {
      bad: [
        `{
  "family": "web",
  "family": "site"
  ^^^^^^^^ "family" stands here twice; the last one counts
}`,
      ],
      good: [`{ "family": "web", "cpu": "256" }`],
    },
    check: (doc) => problems(doc, 'json-duplicate-key'),
  },
  {
    id: 'json-syntax',
    severity: 'error',
    summary: 'The text is JSON.',
    why: 'What no parser can read is refused before the service looks at it. Bayplan reads on behind the mistake, so that the rest is checked all the same.',
    source: ['https://www.rfc-editor.org/rfc/rfc8259'],
    examples: {
      bad: [
        `{
  "family": "web"
                ^ expected a comma
  "cpu": "256"
}`,
      ],
      good: [`{ "family": "web", "cpu": "256" }`],
    },
    check: (doc) => problems(doc, 'json-syntax'),
  },
  {
    id: 'json-trailing-comma',
    severity: 'error',
    summary: 'No comma stands behind the last entry.',
    why: 'Editors and JavaScript allow it, JSON does not: the AWS CLI and the SDKs refuse the file.',
    source: ['https://www.rfc-editor.org/rfc/rfc8259#section-4'],
    examples: {
      bad: [
        `{
  "family": "web",
                 ^ JSON allows no comma before }
}`,
      ],
      good: [`{ "family": "web" }`],
    },
    check: (doc) => problems(doc, 'json-trailing-comma'),
  },
]

function* problems({ errors }: Read, code: JsonErrorCode): Iterable<Problem> {
  for (const error of errors) {
    if (error.code !== code) continue
    const { span: at, message, fix, related } = error
    yield { at, message, ...(fix && { fixes: [fix] }), ...(related && { related }) }
  }
}
