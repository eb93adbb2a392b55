import { schema } from '../../../schemas/generated/ecs-task-definition.ts'
import { ecsTaskDefinition } from '../../../server/src/languages/ecs/index.ts'
import { type Bench, everyRuleOn, positionOf } from '../bench.ts'

/** A container as people write them: ports, environment, secrets, mounts, limits, logs, a health check. */
function container(i: number): object {
  return {
    name: `service-${i}`,
    image: `111122223333.dkr.ecr.eu-west-1.amazonaws.com/team/service-${i}:1.${i}.0`,
    cpu: 128,
    memory: 512,
    memoryReservation: 256,
    essential: true,
    portMappings: [
      { name: `http-${i}`, containerPort: 8000 + i, hostPort: 8000 + i, protocol: 'tcp', appProtocol: 'http' },
      { containerPort: 9000 + i, protocol: 'tcp' },
    ],
    environment: Array.from({ length: 5 }, (_, k) => ({ name: `SETTING_${k}`, value: `value ${k} of ${i}` })),
    secrets: [{ name: 'PASSWORD', valueFrom: `arn:aws:ssm:eu-west-1:111122223333:parameter/team/service-${i}/password` }],
    mountPoints: [{ sourceVolume: 'data', containerPath: `/var/lib/service-${i}`, readOnly: false }],
    ulimits: [{ name: 'nofile', softLimit: 1024, hardLimit: 4096 }],
    dependsOn: i === 0 ? [] : [{ containerName: `service-${i - 1}`, condition: 'START' }],
    logConfiguration: {
      logDriver: 'awslogs',
      options: { 'awslogs-group': '/ecs/team', 'awslogs-region': 'eu-west-1', 'awslogs-stream-prefix': `service-${i}` },
    },
    healthCheck: { command: ['CMD-SHELL', `curl -f http://localhost:${8000 + i}/health`], interval: 30, timeout: 5, retries: 3 },
  }
}

const definition = {
  family: 'team',
  networkMode: 'awsvpc',
  requiresCompatibilities: ['EC2', 'FARGATE'],
  cpu: '2048',
  memory: '8192',
  executionRoleArn: 'arn:aws:iam::111122223333:role/ecsTaskExecutionRole',
  taskRoleArn: 'arn:aws:iam::111122223333:role/team',
  runtimePlatform: { cpuArchitecture: 'ARM64', operatingSystemFamily: 'LINUX' },
  containerDefinitions: Array.from({ length: 10 }, (_, i) => container(i)),
  volumes: [{ name: 'data' }],
  tags: [{ key: 'team', value: 'bay' }],
}

const text = `${JSON.stringify(definition, undefined, 2)}\n`
const edited = positionOf(text, '"name": "service-5"', '"name": "service-5'.length)

/** The same schema for both: what the SDK says about a task definition. */
const bundle = JSON.parse(schema())
const standard = { ...bundle.roots.definition, definitions: bundle.definitions }

/** An ECS task definition beside the JSON server that editors have built in. */
export const json: Bench = {
  name: 'json',
  title: `task definition, ${definition.containerDefinitions.length} containers, ${text.split('\n').length - 1} lines`,
  fileName: 'team.taskdef.json',
  text,
  edit(round) {
    const to = { line: edited.line, character: edited.character + 1 }
    return round % 2 === 0 ? [{ range: { start: edited, end: edited }, text: 'x' }] : [{ range: { start: edited, end: to }, text: '' }]
  },
  completionAt: positionOf(text, '"logDriver": "awslogs"', '"logDriver": "'.length),
  hoverAt: positionOf(text, '"softLimit"', 3),
  ours: {
    name: 'Bayplan',
    languageId: 'ecs-task-definition',
    command: () => ['dist/server.cjs', '--stdio'],
    configuration: everyRuleOn(ecsTaskDefinition),
  },
  peer: {
    name: 'vscode-json-language-server',
    package: 'vscode-langservers-extracted',
    version: '4.10.0',
    languageId: 'json',
    command: (packages) => [`${packages}/vscode-langservers-extracted/bin/vscode-json-language-server`, '--stdio'],
    prepare(session) {
      session.changeConfiguration({
        json: { validate: { enable: true }, schemas: [{ fileMatch: ['*.taskdef.json'], url: 'memory:///ecs.json', schema: standard }] },
      })
    },
  },
}
