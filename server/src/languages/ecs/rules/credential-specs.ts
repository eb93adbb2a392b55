import type { Problem, Rule } from '../../../rules/rule.ts'
import { get } from '../../../syntax/node.ts'
import type { Span } from '../../../text/span.ts'
import { isS3Object, readArn } from '../arn.ts'
import { keySpan, type TaskDefinition } from '../document.ts'
import { stringsAt } from '../field.ts'
import { asksReader } from '../names.ts'
import { areAlternatives } from '../references.ts'

/** How a container joins a domain of Active Directory. */
export const credentialSpecs: Rule<TaskDefinition> = {
  id: 'credential-specs',
  severity: 'warning',
  summary:
    'A container has one entry in `credentialSpecs` at most: `credentialspec:` or `credentialspecdomainless:` and the ARN of a file in S3 or of an SSM parameter.',
  why: 'Anything else is documented not to be accepted, and the CDK takes no second one.',
  source: ['https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html'],
  examples: {
    bad: [
      `{
  "family": "web",
  "containerDefinitions": [
    {
      "name": "web",
      "image": "iis:1",
      "memory": 512,
      "credentialSpecs": [
      ^^^^^^^^^^^^^^^^^ 3 credential specs are given; a container takes 1
        "arn:aws:ssm:us-east-1:123456789012:parameter/web",
        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ a credential spec begins with credentialspec: or credentialspecdomainless:
        "credentialspec:web.json",
        ^^^^^^^^^^^^^^^^^^^^^^^^^ "web.json" is no ARN; a credential spec lies in S3 or in an SSM parameter
        "credentialspecdomainless:arn:aws:secretsmanager:us-east-1:123456789012:secret:web-AbCdEf"
        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ the ARN names something of secretsmanager; a credential spec is an object in S3 or an SSM parameter
      ]
    }
  ]
}`,
    ],
    good: [
      `{
  "family": "web",
  "containerDefinitions": [
    { "name": "a", "image": "iis:1", "memory": 512, "credentialSpecs": ["credentialspec:arn:aws:s3:::specs/web.json"] },
    { "name": "b", "image": "iis:1", "memory": 512, "credentialSpecs": ["credentialspecdomainless:arn:aws:ssm:us-east-1:123456789012:parameter/web"] },
    { "name": "c", "image": "iis:1", "memory": 512, "credentialSpecs": ["credentialspec:file://web.json"] },
    { "name": "d", "image": "iis:1", "memory": 512, "credentialSpecs": ["credentialspec:\${SPEC}"] },
    { "name": "e", "image": "iis:1", "memory": 512, "credentialSpecs": [] }
  ]
}`,
    ],
  },
  about: 'container',
  reads: ['credentialSpecs'],
  *check({ containers }) {
    for (const { node } of containers) {
      const specs = stringsAt(node, 'credentialSpecs')
      const at = keySpan(node, 'credentialSpecs')
      if (specs.length > 1 && at !== undefined && !areAlternatives(get(node, 'credentialSpecs')))
        yield { at, message: `${specs.length} credential specs are given; a container takes 1` }
      for (const { value, span } of specs) if (value !== '' && !asksReader(value)) yield* judged(value, span)
    }
  },
}

function* judged(value: string, at: Span): Iterable<Problem> {
  const where = /^credentialspec(?:domainless)?:(.*)$/s.exec(value)?.[1]
  if (where === undefined) {
    yield { at, message: 'a credential spec begins with credentialspec: or credentialspecdomainless:' }
    return
  }
  // A file of the instance, as in dockerSecurityOptions.
  if (where.startsWith('file://')) return
  const arn = readArn(where)
  if (arn === undefined) yield { at, message: `${JSON.stringify(where)} is no ARN; a credential spec lies in S3 or in an SSM parameter` }
  else if (arn.service !== 'ssm' && !isS3Object(arn))
    yield { at, message: `the ARN names something of ${arn.service}; a credential spec is an object in S3 or an SSM parameter` }
}
