import type { RuleFacts } from '../language.ts'

const parameters = 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RegisterTaskDefinition.html'

/**
 * What the schema demands, as facts like those of rules, in alphabetical order; `conformTaskDefinition` checks them all at once.
 * The severity is what most findings of the code weigh.
 */
export const schemaRules: readonly RuleFacts[] = [
  {
    id: 'missing-key',
    severity: 'error',
    summary: 'Keys that the service needs are there.',
    why: `Without them registration ends with an answer such as \`Container.image should not be null or empty.\`, and the AWS CLI with
\`Missing required parameter in input\`. Where the documentation calls a key required and the service is not known to refuse the object,
this is a warning; so is a missing \`family\`, which the AWS CLI also takes as an option.`,
    source: [parameters, 'https://github.com/aws/aws-cli/issues/5924', 'https://github.com/awsdocs/aws-cloudformation-user-guide/pull/612'],
    examples: {
      bad: [
        `{
  "family": "web",
  "containerDefinitions": [
    {
      "name": "app",
              ^^^^^ image is missing from this ContainerDefinition
      "secrets": [{ "name": "TOKEN" }]
                            ^^^^^^^ valueFrom is missing from this Secret
    }
  ]
}`,
      ],
      good: [
        '{ "family": "web", "containerDefinitions": [{ "name": "app", "image": "nginx:1.27", "portMappings": [{ "containerPort": 80 }] }] }',
      ],
    },
  },
  {
    id: 'null-value',
    severity: 'warning',
    summary: 'A key without a value is left out, not written as `null`.',
    why: `The console and some tools print \`null\` for what was never set. The AWS CLI refuses to send it:
\`Invalid type for parameter containerDefinitions[0].logConfiguration, value: None\`. Take the key out. In a bare list of container definitions, which Terraform takes,
\`null\` means the same as no key.`,
    source: ['https://github.com/aws-samples/aws-containers-task-definitions/pull/3', 'https://github.com/aws/aws-cli/issues/3622'],
    examples: {
      bad: [
        `{
  "family": "web",
  "containerDefinitions": [
    { "name": "app", "image": "nginx:1.27", "ulimits": null }
                                                       ^^^^ ulimits is null; expected a list, or no such key
  ]
}`,
      ],
      good: ['{ "family": "web", "containerDefinitions": [{ "name": "app", "image": "nginx:1.27" }] }'],
    },
  },
  {
    id: 'read-only-key',
    severity: 'warning',
    summary: 'A definition holds only what is registered, not what DescribeTaskDefinition prints beside it.',
    why: `A definition copied from the console or from \`aws ecs describe-task-definition\` has keys such as \`revision\` and \`status\` that the service
sets itself. The AWS CLI and the SDKs refuse them with \`Unknown parameter in input\`; ecspresso and the GitHub action leave them out.`,
    source: [
      'https://github.com/aws-actions/amazon-ecs-render-task-definition/issues/2',
      'https://github.com/aws-actions/amazon-ecs-render-task-definition/issues/38',
    ],
    examples: {
      bad: [
        `{
  "family": "web",
  "revision": 7,
  ^^^^^^^^^^ "revision" is given by the service; the AWS CLI refuses it in a definition
  "containerDefinitions": [{ "name": "app", "image": "nginx:1.27" }]
}`,
      ],
      good: ['{ "family": "web", "containerDefinitions": [{ "name": "app", "image": "nginx:1.27" }] }'],
    },
  },
  {
    id: 'unknown-key',
    severity: 'error',
    summary: 'Every key is one that the service knows, in the letter case in which it knows it.',
    why: `The AWS CLI and the SDKs refuse a definition with a key they do not know: \`Unknown parameter in input: "..."\`. Tools that take a bare list of
container definitions drop such keys without a word, so there it is a warning.`,
    source: ['https://github.com/aws/aws-sdk/issues/38', parameters],
    examples: {
      bad: [
        `{
  "family": "web",
  "containerDefinitions": [{ "name": "app", "image": "nginx:1.27", "Memory": 512, "portBindings": [] }],
                                                                   ^^^^^^^^ ContainerDefinition has no key "Memory"; did you mean memory
                                                                                  ^^^^^^^^^^^^^^ ContainerDefinition has no key "portBindings"; did you mean portMappings
  "essential": true
  ^^^^^^^^^^^ TaskDefinition has no key "essential"; it is a key of ContainerDefinition
}`,
        `[
  { "name": "app", "image": "nginx:1.27", "restart": "always" }
                                          ^^^^^^^^^ ContainerDefinition has no key "restart"
]`,
      ],
      good: ['{ "family": "web", "containerDefinitions": [{ "name": "app", "image": "nginx:1.27", "memory": 512, "portMappings": [] }] }'],
    },
  },
  {
    id: 'wrapped-definition',
    severity: 'warning',
    summary: 'A definition stands for itself, without the `taskDefinition` that DescribeTaskDefinition prints around it.',
    why: `\`aws ecs register-task-definition --cli-input-json\` takes what is inside the wrapper and knows no \`taskDefinition\`. ecspresso accepts
the wrapper; if only such tools read the file, this can be switched off.`,
    source: [parameters, 'https://github.com/aws-actions/amazon-ecs-render-task-definition/issues/2'],
    examples: {
      bad: [
        `{
  "taskDefinition": {
  ^^^^^^^^^^^^^^^^ the definition is wrapped in "taskDefinition" as DescribeTaskDefinition prints it; the AWS CLI takes what is inside
    "family": "web",
    "containerDefinitions": [{ "name": "app", "image": "nginx:1.27" }]
  }
}`,
      ],
      good: ['{ "family": "web", "containerDefinitions": [{ "name": "app", "image": "nginx:1.27" }] }'],
    },
  },
  {
    id: 'wrong-type',
    severity: 'error',
    summary: 'Every value has the type of its key: CPU and memory are strings at the task and numbers at a container.',
    why: `The AWS CLI refuses other types before anything is sent:
\`Invalid type for parameter containerDefinitions[0].memory, value: 256, type: <class 'str'>, valid types: <class 'int'>\`.`,
    source: ['https://github.com/aws-samples/aws-containers-task-definitions/pull/3', parameters],
    examples: {
      bad: [
        `{
  "family": "web",
  "cpu": 256,
         ^^^ cpu is the number 256; expected a string
  "containerDefinitions": [
    {
      "name": "app",
      "image": "nginx:1.27",
      "memory": "512",
                ^^^^^ memory is the string "512"; expected an integer
      "essential": "true",
                   ^^^^^^ essential is the string "true"; expected true or false
      "environment": { "STAGE": "test" }
                     ^ environment is an object; expected a list
    }
  ]
}`,
      ],
      good: [
        '{ "family": "web", "cpu": "256", "containerDefinitions": [{ "name": "app", "image": "nginx:1.27", "memory": 512 }] }',
        '{ "family": "web", "containerDefinitions": [{ "name": "app", "image": "nginx:1.27", "memory": "${MEMORY}" }] }',
      ],
    },
  },
  {
    id: 'wrong-value',
    severity: 'error',
    summary: 'A value from a fixed list is one of that list, in its letter case.',
    why: 'The service refuses any other value, also the same in other letters.',
    source: [parameters],
    examples: {
      bad: [
        `{
  "family": "web",
  "networkMode": "AWSVPC",
                 ^^^^^^^^ networkMode is the string "AWSVPC"; expected awsvpc, bridge, host, none or default
  "containerDefinitions": [
    {
      "name": "app",
      "image": "nginx:1.27",
      "logConfiguration": { "logDriver": "cloudwatch" }
                                         ^^^^^^^^^^^^ logDriver is the string "cloudwatch"; expected awsfirelens, awslogs, fluentd, gelf, journald, json-file, splunk or syslog
    }
  ]
}`,
      ],
      good: ['{ "family": "web", "networkMode": "awsvpc", "containerDefinitions": [{ "name": "app", "image": "nginx:1.27" }] }'],
    },
  },
]
