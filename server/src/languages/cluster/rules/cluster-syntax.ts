import type { Rule } from '../../../rules/rule.ts'
import type { ClusterDocument } from '../read.ts'

/** A cluster model is YAML, or JSON. */
export const clusterSyntax: Rule<ClusterDocument> = {
  id: 'cluster-syntax',
  severity: 'error',
  summary: 'A cluster model is YAML or JSON.',
  why: 'What cannot be read cannot be placed on. A file that begins with a brace is read as JSON, in which comments are allowed; any other as YAML.',
  source: ['https://yaml.org/spec/1.2.2/', 'https://www.rfc-editor.org/rfc/rfc8259'],
  examples: {
    bad: [
      `{
  // comments are fine
  "version": 1
             ^ expected a comma
  "name": "prod",
  "kind": "ecs"
}`,
    ],
    good: [
      `version: 1
name: prod # comments are fine
kind: ecs`,
    ],
  },
  *check({ syntax }) {
    for (const { message, span } of syntax) yield { at: span, message }
  },
}
