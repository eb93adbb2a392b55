/** An Amazon resource name, `arn:partition:service:region:account:resource`; region and account are empty where a service has none. */
export interface Arn {
  readonly partition: string
  readonly service: string
  readonly region: string
  readonly account: string
  /** Everything behind the account, colons included. */
  readonly resource: string
}

/** The parts of an ARN; undefined for text that is none. */
export function readArn(value: string): Arn | undefined {
  const [arn, partition = '', service = '', region = '', account = '', ...resource] = value.split(':')
  if (arn !== 'arn' || !/^aws[a-z-]*$/.test(partition) || service === '' || resource.join('') === '') return undefined
  return { partition, service, region, account, resource: resource.join(':') }
}

/** Whether an ARN names an object of S3 and not a bucket or something else. */
export function isS3Object({ service, resource }: Arn): boolean {
  return service === 's3' && /^[^/]+\/./.test(resource)
}
