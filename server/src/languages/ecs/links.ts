import { entry, get, type Node, text, walk } from '../../syntax/node.ts'
import { hasPlaceholder } from '../../syntax/placeholder.ts'
import { span } from '../../text/span.ts'
import { imagePage } from '../image-page.ts'
import type { Link } from '../language.ts'
import { readArn } from './arn.ts'
import type { TaskDefinition } from './document.ts'

/**
 * Where parts of a definition lead: ARNs, log groups and file systems to the AWS console, images to the page of their registry.
 * Only what is certain from the text alone; a console of another partition than `aws` opens no ARNs.
 */
export function linksOf({ root, containers, volumes }: TaskDefinition): readonly Link[] {
  const arns = arnLinks(root)
  const images = containers.flatMap(({ node }) => link(get(node, 'image'), imagePage, 'Open the page of the image'))
  const groups = containers.flatMap(({ node }) => logGroup(get(node, 'logConfiguration')))
  const systems = volumes.flatMap(({ node }) =>
    link(get(get(node, 'efsVolumeConfiguration'), 'fileSystemId'), efsPage, 'Open the file system in the AWS console'),
  )
  return [...arns, ...images, ...groups, ...systems].sort((a, b) => a.span.start - b.span.start)
}

/** ARNs anywhere below a node, to the AWS console. */
export function arnLinks(root: Node | undefined): readonly Link[] {
  return [...walk(root)].flatMap(({ node }) => link(node, arnPage, 'Open in the AWS console'))
}

function link(node: Node | undefined, page: (value: string) => string | undefined, tooltip: string): readonly Link[] {
  const value = text(node)
  if (node?.kind !== 'scalar' || value === undefined || !node.quoted || hasPlaceholder(value)) return []
  const target = page(value)
  const { start, end } = node.span
  return target === undefined ? [] : [{ span: span(Math.min(start + 1, end), Math.max(start + 1, end - 1)), target, tooltip }]
}

/** Services whose ARNs the console finds by themselves. */
const services: ReadonlySet<string> = new Set(['iam', 'secretsmanager', 'ssm', 's3', 'elasticfilesystem'])

function arnPage(value: string): string | undefined {
  const arn = readArn(value)
  if (arn === undefined || arn.partition !== 'aws' || !services.has(arn.service)) return undefined
  const { partition, service, region, account } = arn
  // ECS lets a key, a stage and a version follow the name of a secret; they are no part of its ARN.
  const resource = service === 'secretsmanager' ? arn.resource.split(':').slice(0, 2).join(':') : arn.resource
  if (service === 'secretsmanager' && !/^secret:.+/.test(resource)) return undefined
  const whole = ['arn', partition, service, region, account, resource].join(':')
  return `https://console.aws.amazon.com/go/view?arn=${encodeURIComponent(whole)}`
}

function logGroup(configuration: Node | undefined): readonly Link[] {
  const options = get(configuration, 'options')
  const region = text(get(options, 'awslogs-region'))
  if (text(get(configuration, 'logDriver')) !== 'awslogs' || region === undefined || !isRegion(region)) return []
  return link(entry(options, 'awslogs-group')?.value, (group) => logGroupPage(group, region), 'Open the log group in the AWS console')
}

/** The console escapes a group twice, with `$` for the outer `%`. */
function logGroupPage(group: string, region: string): string | undefined {
  if (!/^[\w/.#-]{1,512}$/.test(group) || region.startsWith('cn-') || region.startsWith('us-gov-')) return undefined
  const escaped = encodeURIComponent(encodeURIComponent(group)).replaceAll('%', '$')
  return `https://${region}.console.aws.amazon.com/cloudwatch/home?region=${region}#logsV2:log-groups/log-group/${escaped}`
}

function efsPage(id: string): string | undefined {
  return /^fs-[0-9a-f]{8,40}$/.test(id) ? `https://console.aws.amazon.com/efs/home#/file-systems/${id}` : undefined
}

function isRegion(value: string): boolean {
  return /^[a-z]{2}(?:-[a-z]+)+-\d$/.test(value)
}
