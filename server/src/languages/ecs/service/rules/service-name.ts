import type { Rule } from '../../../../rules/rule.ts'
import { stringAt } from '../../field.ts'
import { changeTo, guess } from '../../fix.ts'
import { asksReader } from '../../names.ts'
import type { ServiceDefinition } from '../document.ts'

const longest = 255

/** A service is found by its name within its cluster. */
export const serviceName: Rule<ServiceDefinition> = {
  id: 'service-name',
  severity: 'error',
  summary: 'A `serviceName` has 1 to 255 letters, digits, hyphens and underscores.',
  why: 'CreateService answers `ServiceName must match ^[a-zA-Z0-9\\-_]{1,255}$`.',
  source: ['https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateService.html#ECS-CreateService-request-serviceName'],
  examples: {
    bad: [
      `{
  "serviceName": "web shop",
                 ^^^^^^^^^^ serviceName contains " "; it takes letters, digits, - and _
  "taskDefinition": "web"
}`,
      `{
  "serviceName": "",
                 ^^ serviceName is empty; it takes 1 to 255 characters
  "taskDefinition": "web"
}`,
    ],
    good: ['{ "serviceName": "Web_shop-2", "taskDefinition": "web" }', '{ "serviceName": "web.${STAGE}", "taskDefinition": "web" }'],
  },
  *check({ service }) {
    const name = stringAt(service, 'serviceName')
    if (name.kind !== 'known' || asksReader(name.value)) return
    const { value, span: at } = name
    const wrong = /[^A-Za-z0-9_-]/u.exec(value)?.[0]
    const mended = value.replace(/[^A-Za-z0-9_-]+/g, '-').replace(/^-|-$/g, '')
    const fixes = mended === '' || value.length > longest ? [] : guess(changeTo(at, mended))
    if (wrong !== undefined)
      yield { at, message: `serviceName contains ${JSON.stringify(wrong)}; it takes letters, digits, - and _`, fixes }
    else if (value === '') yield { at, message: `serviceName is empty; it takes 1 to ${longest} characters` }
    else if (value.length > longest) yield { at, message: `serviceName has ${value.length} characters; it takes at most ${longest}` }
  },
}
