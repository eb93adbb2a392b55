import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { readTaskDefinition } from '../../../server/src/languages/ecs/document.ts'
import { conformTaskDefinition, fieldPath } from '../../../server/src/languages/ecs/schema.ts'
import { schemaRules } from '../../../server/src/languages/ecs/schema-rules.ts'
import { apply } from '../../../server/src/text/edit.ts'
import { type Finding, fixesOf } from '../../../server/src/text/finding.ts'
import { checkDrawn } from '../../support/carets.ts'

const find = (text: string) => conformTaskDefinition(readTaskDefinition(text))
const check = (drawn: string) => checkDrawn(drawn, find)

/** A container with one more line, which is what most cases are about. */
const container = (line: string) => `{
  "family": "web",
  "containerDefinitions": [
    {
      "name": "app",
      "image": "nginx",
      ${line}
    }
  ]
}`
const inContainer = (drawn: string) => check(container(drawn.trim()))

/** What is left of a line of a container when the first fix of its only finding is applied. */
function fixed(line: string, title?: string): string {
  const text = container(line)
  const [finding, more] = find(text)
  assert.ok(finding && !more, `${line}: expected one finding`)
  const fix = fixesOf(finding).find((one) => title === undefined || one.title === title)
  assert.ok(fix, `${line}: no fix ${title}`)
  return apply(text, fix.edits).split('\n').slice(6, -3).join('\n').trim()
}

/** The finding without its place. */
const brief = (finding: Finding) =>
  [finding.severity, finding.code, finding.path, ...fixesOf(finding).map(({ title, guess }) => (guess ? `? ${title}` : title))].join(' | ')

for (const { id, examples, severity } of schemaRules) {
  test(`examples of ${id}`, () => {
    for (const bad of examples.bad) {
      check(bad)
      const weights = find(bad.replace(/^\s*\^+ .*\n/gm, ''))
        .filter(({ code }) => code === id)
        .map((one) => one.severity)
      assert.ok(weights.length > 0, `no finding of ${id} in its example`)
    }
    for (const good of examples.good) check(good)
    assert.ok(['error', 'warning'].includes(severity))
  })
}

test('the list of codes is in alphabetical order', () => {
  const ids = schemaRules.map(({ id }) => id)
  assert.deepEqual(ids, [...ids].sort())
})

test('numbers as strings in a container are errors with a safe fix, at the task they are right', () =>
  assert.deepEqual(
    find(
      '{"family":"webserver","containerDefinitions":[{"name":"web","image":"nginx","memory":"100","cpu":"99"}],"requiresCompatibilities":["FARGATE"],"networkMode":"awsvpc","memory":"512","cpu":"256"}',
    ).map(brief),
    [
      'error | wrong-type | containerDefinitions[0].memory | Change to 100',
      'error | wrong-type | containerDefinitions[0].cpu | Change to 99',
    ],
  ))

test('a number at the task gets quotes', () =>
  assert.deepEqual(find('{"family":"w","cpu":256,"containerDefinitions":[]}').map(brief), ['error | wrong-type | cpu | Change to "256"']))

test('values are written in the type of their key', () => {
  assert.equal(fixed('"memory": " 512 "'), '"memory": 512')
  assert.equal(fixed('"user": 1000'), '"user": "1000"')
  assert.equal(fixed('"user": 1.50'), '"user": "1.50"')
  assert.equal(fixed('"essential": "False"'), '"essential": false')
  assert.equal(fixed('"essential": 1'), '"essential": true')
  assert.equal(fixed('"environment": [{ "name": "A", "value": true }]'), '"environment": [{ "name": "A", "value": "true" }]')
  assert.equal(fixed('"cpu": 0.25'), '"cpu": 256')
})

test('lists and objects are made of what was meant', () => {
  assert.equal(fixed('"command": "server"'), '"command": ["server"]')
  assert.equal(fixed('"command": "npm run start"'), '"command": ["npm", "run", "start"]')
  assert.equal(fixed('"command": "npm run start"', 'Put it into a list'), '"command": ["npm run start"]')
  assert.equal(fixed('"command": "sh -c \\"a && b\\""'), '"command": ["sh -c \\"a && b\\""]')
  assert.equal(fixed('"portMappings": { "containerPort": 80 }'), '"portMappings": [{ "containerPort": 80 }]')
  assert.equal(fixed('"portMappings": {}'), '"portMappings": []')
  assert.equal(
    fixed('"environment": { "A": "x", "B": 2 }'),
    '"environment": [{ "name": "A", "value": "x" }, { "name": "B", "value": "2" }]',
  )
  assert.equal(fixed('"logConfiguration": [{ "logDriver": "awslogs" }]'), '"logConfiguration": { "logDriver": "awslogs" }')
  assert.equal(fixed('"dockerLabels": [{ "name": "a", "value": "b" }]'), '"dockerLabels": { "a": "b" }')
  assert.equal(fixed('"dockerLabels": []'), '"dockerLabels": {}')
  assert.equal(fixed('"workingDirectory": ["/app"]'), '"workingDirectory": "/app"')
})

test('a converted object keeps its lines', () =>
  assert.equal(
    fixed('"environment": {\n        "A": "x"\n      }'),
    '"environment": [\n        {\n          "name": "A",\n          "value": "x"\n        }\n      ]',
  ))

test('what cannot be converted has no fix', () => {
  for (const line of ['"cpu": "lots"', '"cpu": [1, 2]', '"essential": {}', '"cpu": "0x10"', '"memory": 12.5', '"dockerLabels": [1]']) {
    assert.deepEqual(
      find(container(line)).flatMap((finding) => fixesOf(finding).map(({ title }) => title)),
      [],
      line,
    )
  }
})

test('nothing is said below a wrong type', () =>
  inContainer(`
      "logConfiguration": [{ "logDriver": "nope", "what": 1 }]
                          ^ logConfiguration is a list; expected an object`))

test('items of lists are named by their index', () =>
  inContainer(`
      "command": ["sleep", 5]
                           ^ command[1] is the number 5; expected a string`))

test('unknown keys: the nearest, the same in other letters, and where they belong', () => {
  inContainer(`
      "memoryReservaton": 100,
      ^^^^^^^^^^^^^^^^^^ ContainerDefinition has no key "memoryReservaton"; did you mean memoryReservation
      "volumes": [],
      ^^^^^^^^^ ContainerDefinition has no key "volumes"; it is a key of TaskDefinition
      "xyzzy": 1
      ^^^^^^^ ContainerDefinition has no key "xyzzy"`)
  assert.equal(fixed('"Memory": 100', 'Change to "memory"'), '"memory": 100')
  assert.equal(fixed('"log_configuration": { "logDriver": "awslogs" }'), '"logConfiguration": { "logDriver": "awslogs" }')
  assert.equal(fixed('"xyzzy": 1'), '')
  assert.deepEqual(find(container('"Memory": 1')).map(brief), [
    'error | unknown-key | containerDefinitions[0].Memory | Change to "memory" | ? Remove "Memory"',
  ])
  assert.deepEqual(find(container('"memori": 1')).map(brief), [
    'error | unknown-key | containerDefinitions[0].memori | ? Change to "memory" | ? Remove "memori"',
  ])
})

test('a key that is already there is not meant', () =>
  inContainer(`
      "memory": 100,
      "memry": 100
      ^^^^^^^ ContainerDefinition has no key "memry"`))

test('a misspelt key is not also missing', () =>
  check(`{
  "familly": "web",
  ^^^^^^^^^ TaskDefinition has no key "familly"; did you mean family
  "ContainerDefinitions": []
  ^^^^^^^^^^^^^^^^^^^^^^ TaskDefinition has no key "ContainerDefinitions"; did you mean containerDefinitions
}`))

test('missing keys: refused ones are errors, others warnings, alternatives one finding', () => {
  const findings = find(`{
  "containerDefinitions": [
    { "name": "app", "image": "x", "mountPoints": [{ "containerPath": "/x" }], "resourceRequirements": [{ "type": "GPU", "sharingStrategy": {} }], "secrets": [{ "name": "A" }] }
  ]
}`)
  assert.deepEqual(findings.map(brief), [
    'warning | missing-key | family | ? Add "family"',
    'warning | missing-key | containerDefinitions[0].mountPoints[0].sourceVolume',
    'error | missing-key | containerDefinitions[0].resourceRequirements[0].sharingStrategy.nvidiaMps',
    'error | missing-key | containerDefinitions[0].secrets[0].valueFrom | ? Add "valueFrom"',
  ])
})

test('a union needs one of its members', () =>
  inContainer(`
      "resourceRequirements": [{ "type": "GPU", "sharingStrategy": {} }]
                                                                   ^ nvidiaMps is missing from this SharingStrategy`))

test('wrong values: the nearest, or all if they are few', () => {
  assert.deepEqual(find(container('"logConfiguration": { "logDriver": "awslog" }')).map(brief), [
    'error | wrong-value | containerDefinitions[0].logConfiguration.logDriver | ? Change to "awslogs"',
  ])
  assert.deepEqual(find(container('"versionConsistency": "Disabled"')).map(brief), [
    'error | wrong-value | containerDefinitions[0].versionConsistency | Change to "disabled"',
  ])
  assert.deepEqual(find(container('"versionConsistency": "x"')).map(brief), [
    'error | wrong-value | containerDefinitions[0].versionConsistency | ? Change to "disabled" | ? Change to "enabled"',
  ])
  inContainer(`
      "ulimits": [{ "name": "nofiles", "softLimit": 1, "hardLimit": 1 }]
                            ^^^^^^^^^ name is the string "nofiles"; not one of the 15 known values; did you mean nofile`)
})

test('the network mode of Windows is known', () =>
  assert.deepEqual(find('{"family":"w","networkMode":"default","containerDefinitions":[]}'), []))

test('options of log drivers and labels take any key', () =>
  assert.deepEqual(
    find(container('"logConfiguration": { "logDriver": "splunk", "options": { "splunk-x": "1" } }, "dockerLabels": { "a.b": "c" }')),
    [],
  ))

test('placeholders are never judged', () => {
  for (const line of [
    '"memory": "${MEMORY}"',
    '"memory": ${MEMORY}',
    '"cpu": "{{ cpu }}", "essential": "<ESSENTIAL>"',
    '"versionConsistency": "$$X$$"',
    '"portMappings": "%PORTS%"',
    '"{{ key }}": 1',
    '"environment": ["{{ env }}"]',
  ]) {
    assert.deepEqual(find(container(line)), [], line)
  }
  assert.deepEqual(find('{ "{{ rest }}": 1 }'), [], 'a placeholder for keys may bring those that are missing')
})

test('half typed documents: what may still come is not missed', () => {
  const codes = (text: string) => find(text).map(({ code, path }) => `${code} ${path}`)
  assert.deepEqual(codes(''), [])
  assert.deepEqual(codes('{ "family": }'), [], 'the text is broken inside of the object')
  assert.deepEqual(codes('{ "family": "web", "containerDefinitions": [{ "name" "a" }] }'), [])
  assert.deepEqual(codes('{ "family": "web", "containerDefinitions": [{ "name": "a", "memory": "1" '), [
    'wrong-type containerDefinitions[0].memory',
  ])
})

test('a document that is no object', () => check(`"web"\n^^^^^ the document is the string "web"; expected an object`))

test('null: a warning to remove, an error where something is needed', () => {
  const text = container('"ulimits": null, "links": null, "command": ["a", null], "image": null')
  assert.deepEqual(find(text).map(brief), [
    'warning | null-value | containerDefinitions[0].ulimits | Remove "ulimits" | Remove all 3 keys that are null',
    'warning | null-value | containerDefinitions[0].links | Remove "links" | Remove all 3 keys that are null',
    'error | null-value | containerDefinitions[0].command[1]',
    'error | null-value | containerDefinitions[0].image',
  ])
})

test('in a bare list of containers null means no key', () =>
  assert.deepEqual(find('[{ "name": "a", "image": null, "links": null, "ulimits": [null] }]').map(brief), [
    'error | missing-key | containerDefinitions[0].image',
    'error | null-value | containerDefinitions[0].ulimits[0]',
  ]))

test('nothing is said inside of what should not be there', () =>
  assert.deepEqual(find('{ "family": "w", "inferenceAccelerators": [{ "x": 1 }], "containerDefinitions": [] }'), []))

test('read-only keys go one by one or all at once', () => {
  const text =
    '{\n  "taskDefinitionArn": "x",\n  "family": "web",\n  "containerDefinitions": [],\n  "status": "ACTIVE",\n  "revision": 1\n}'
  const [first] = find(text)
  assert.deepEqual(find(text).map(brief), [
    'warning | read-only-key | taskDefinitionArn | Remove "taskDefinitionArn" | Remove all 3 read-only keys',
    'warning | read-only-key | status | Remove "status" | Remove all 3 read-only keys',
    'warning | read-only-key | revision | Remove "revision" | Remove all 3 read-only keys',
  ])
  assert.equal(apply(text, fixesOf(first ?? {})[1]?.edits ?? []), '{\n  "family": "web",\n  "containerDefinitions": []\n}')
})

test('unwrapping keeps the layout and takes the tags along', () => {
  const text = `{
    "taskDefinition": {
        "family": "web",
        "containerDefinitions": [
            { "name": "a", "image": "b" }
        ]
    },
    "tags": [{ "key": "k", "value": "v" }]
}
`
  const [wrapper, more] = find(text)
  assert.ok(wrapper && !more)
  assert.equal(
    apply(text, fixesOf(wrapper)[0]?.edits ?? []),
    `{
    "family": "web",
    "containerDefinitions": [
        { "name": "a", "image": "b" }
    ],
    "tags": [
        {
            "key": "k",
            "value": "v"
        }
    ]
}
`,
  )
})

test('a bare list of containers is a definition too; its paths are those of the whole', () => {
  const text = '[{ "name": "a", "image": "b", "cpu": "1" }]'
  assert.deepEqual(find(text).map(brief), ['error | wrong-type | containerDefinitions[0].cpu | Change to 1'])
  assert.equal(fieldPath(readTaskDefinition(text), { start: text.indexOf('"cpu"'), end: 0 }), 'containerDefinitions[0].cpu')
  assert.equal(
    fieldPath(readTaskDefinition(`{"taskDefinition":{"containerDefinitions":${text}}}`), { start: 60, end: 60 }),
    'containerDefinitions[0].image',
  )
})

test('a file of Elastic Beanstalk has keys of its own and no family', () => {
  const lists = '"volumes": [], "containerDefinitions": [{ "name": "a", "image": "b", "memory": "1" }]'
  assert.deepEqual(find(`{ "AWSEBDockerrunVersion": 2, "authentication": {}, ${lists} }`).map(brief), [
    'error | wrong-type | containerDefinitions[0].memory | Change to 1',
  ])
})

test('thousands of violations are all named, and the first hundreds mended', () => {
  const items = Array.from({ length: 2000 }, (_, i) => `{ "name": "A${i}", "value": ${i} }`)
  const findings = find(container(`"environment": [${items.join(', ')}]`))
  assert.equal(findings.length, 2000)
  assert.equal(findings.filter((finding) => fixesOf(finding).length > 0).length, 500)
})

test('every fix leaves JSON, and what it mends is gone', () => {
  const scalar = fc.constantFrom<unknown>(null, 1, 0.5, '2', 'true', true, 'HEALTY', 'Awsvpc', 'a b', '<X>')
  const keys = fc.constantFrom(
    'name',
    'value',
    'cpu',
    'memory',
    'Memory',
    'revision',
    'essential',
    'command',
    'environment',
    'networkMode',
    'logConfiguration',
    'dockerLabels',
    'containerDefinitions',
    'zzz',
  )
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof(
      { depthSize: 'small' },
      scalar,
      fc.array(tie('value'), { maxLength: 3 }),
      fc.dictionary(keys, tie('value'), { maxKeys: 4 }),
    ),
  }))
  fc.assert(
    fc.property(fc.dictionary(keys, value, { minKeys: 1 }), fc.constantFrom(undefined, 2), (json, indent) => {
      const text = JSON.stringify({ family: 'w', containerDefinitions: [json], ...json }, null, indent)
      for (const finding of find(text)) {
        const { code, path } = finding
        for (const { edits, title } of fixesOf(finding)) {
          const after = apply(text, edits)
          assert.doesNotThrow(() => JSON.parse(after), `${title}: ${after}`)
          const left = find(after).some((one) => one.code === code && one.path === path)
          assert.ok(!left, `${title} leaves ${code} at ${path}: ${after}`)
        }
      }
    }),
  )
})

test('no prefix of a document makes it throw, and every place lies inside', () => {
  const text = `{ "taskDefinition": { "revision": 1, "family": 1, "contanerDefinitions": [], "containerDefinitions": [
    { "name": "a", "cpu": "1", "environment": { "A": "b" }, "logConfiguration": [{ "logDriver": "x" }], "command": null, "xyz": 1 } ] }, "tags": [] }`
  for (const whole of [text, text.replace('"taskDefinition": {', '"family": "x", '), text.slice(text.indexOf('['))]) {
    for (let end = 0; end <= whole.length; end++) {
      const prefix = whole.slice(0, end)
      for (const finding of find(prefix)) {
        const spans = [finding.span, ...fixesOf(finding).flatMap(({ edits }) => edits.map(({ span }) => span))]
        for (const { start, end: stop } of spans)
          assert.ok(0 <= start && start <= stop && stop <= prefix.length, `${brief(finding)} in ${prefix}`)
      }
    }
  }
})

test('names that every object of JavaScript has are unknown keys like any other', () => {
  for (const key of ['__proto__', 'constructor', 'toString']) {
    const findings = find(container(`"${key}": { "name": "x" }`))
    assert.deepEqual(findings.map(brief), [`error | unknown-key | containerDefinitions[0].${key} | ? Remove "${key}"`], key)
  }
})

test('a key that is written again without a value yet counts as not written', () => {
  assert.deepEqual(find(container('"memory": "100", "memory":')).map(brief), [])
})
