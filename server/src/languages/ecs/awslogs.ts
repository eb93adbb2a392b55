import { nearest } from '../../text/nearest.ts'

/** The options that ECS lets through to the log driver awslogs: a closed list, shorter than Docker's own. */
export const awslogsOptionNames: ReadonlySet<string> = new Set([
  'awslogs-create-group',
  'awslogs-datetime-format',
  'awslogs-endpoint',
  'awslogs-group',
  'awslogs-multiline-pattern',
  'awslogs-region',
  'awslogs-stream-prefix',
  'max-buffer-size',
  'mode',
])

/** The option that an unknown name was most likely meant to be. */
export function awslogsOptionMeant(name: string): string | undefined {
  return name.length > 100 ? undefined : nearest(name, awslogsOptionNames)
}
