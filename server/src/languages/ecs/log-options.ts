import type { Schema } from '../../schema/schema.ts'

type Options = Readonly<Record<string, string>>

const tag = 'What names the container in the log, as a Go template of Docker.'
const labels = 'Labels of the container that go along, separated by commas.'
const env = 'Environment variables that go along, separated by commas.'

/**
 * What log drivers other than awslogs take as `options`, and what it means, as Docker documents it
 * (https://docs.docker.com/engine/logging/configure/). The lists are open: plugins and newer agents know more.
 */
const options: Readonly<Record<string, Options>> = {
  'json-file': {
    'max-size': 'Size of a file before the next is begun, such as `10m`; without it a file grows for ever.',
    'max-file': 'How many files are kept; the oldest goes. Needs `max-size`.',
    compress: 'Whether older files are compressed.',
    labels,
    env,
    tag,
  },
  splunk: {
    'splunk-url': 'Where the HTTP event collector is.',
    'splunk-token': 'The token of the collector; better as a secret option.',
    'splunk-source': 'The source of the events.',
    'splunk-sourcetype': 'The type of that source.',
    'splunk-index': 'The index the events go to.',
    'splunk-format': '`inline`, `json` or `raw`.',
    'splunk-capath': 'A root certificate of your own.',
    'splunk-caname': 'The name the certificate of the server must have.',
    'splunk-insecureskipverify': 'Whether any certificate is accepted.',
    'splunk-verify-connection': 'Whether the collector must answer before the container starts.',
    'splunk-gzip': 'Whether events are compressed.',
    tag,
    labels,
    env,
  },
  fluentd: {
    'fluentd-address': 'Host and port of the daemon, or `unix://` and a socket.',
    'fluentd-async': 'Whether the container starts before the daemon answers.',
    'fluentd-buffer-limit': 'How much is kept in memory while the daemon does not answer.',
    'fluentd-retry-wait': 'Time between attempts.',
    'fluentd-max-retries': 'How many attempts are made.',
    'fluentd-sub-second-precision': 'Whether times have nanoseconds.',
    tag,
    labels,
    env,
  },
  gelf: {
    'gelf-address': 'Where messages go: `udp://` or `tcp://`, host and port.',
    'gelf-compression-type': '`gzip`, `zlib` or `none`; UDP only.',
    'gelf-compression-level': '-1 to 9; UDP only.',
    'gelf-tcp-max-reconnect': 'How many attempts are made; TCP only.',
    'gelf-tcp-reconnect-delay': 'Seconds between attempts; TCP only.',
    tag,
    labels,
    env,
  },
  syslog: {
    'syslog-address': 'Where messages go: `udp://`, `tcp://`, `tcp+tls://` or `unix://`.',
    'syslog-facility': 'The facility of the messages, such as `daemon` or `local0`.',
    'syslog-format': '`rfc3164`, `rfc5424` or `rfc5424micro`.',
    'syslog-tls-ca-cert': 'A certificate authority of your own; TLS only.',
    'syslog-tls-cert': 'The certificate of the client; TLS only.',
    'syslog-tls-key': 'The key of that certificate; TLS only.',
    'syslog-tls-skip-verify': 'Whether any certificate is accepted; TLS only.',
    tag,
    labels,
    env,
  },
  journald: { tag, labels, env },
  awsfirelens: {
    Name: 'The output plugin of Fluent Bit, such as `cloudwatch_logs`, `kinesis_firehose`, `s3` or `http`.',
    '@type': 'The output plugin of Fluentd.',
    region: 'The region of the destination.',
    log_group_name: 'The log group; plugin `cloudwatch_logs`.',
    log_stream_prefix: 'What names of log streams begin with; plugin `cloudwatch_logs`.',
    auto_create_group: 'Whether a missing log group is made; plugin `cloudwatch_logs`.',
    delivery_stream: 'The delivery stream; plugin `kinesis_firehose`.',
    stream: 'The data stream; plugin `kinesis_streams`.',
    bucket: 'The bucket; plugin `s3`.',
    retry_limit: 'How often delivery is tried again.',
    'log-driver-buffer-limit': 'How many events are kept in memory while the router does not answer.',
  },
}

/** Without which a driver does not start. */
const required: Readonly<Record<string, readonly string[]>> = {
  splunk: ['splunk-url'],
  awslogs: ['awslogs-group', 'awslogs-region'],
}

/**
 * The schema of `options` for one log driver: `known`, what the service's schema says, is about awslogs. For a driver that is not
 * written yet, or that nobody knows, what is known stays.
 */
export function logOptionsSchema(driver: string | undefined, fargate: boolean, known: Schema): Schema {
  if (driver === 'awslogs')
    return { ...known, required: fargate ? [...(required.awslogs ?? []), 'awslogs-stream-prefix'] : (required.awslogs ?? []) }
  const own = driver !== undefined && Object.hasOwn(options, driver) ? options[driver] : undefined
  if (driver === undefined || own === undefined) return known
  const properties = Object.entries(own).map(([name, description]) => [name, { type: 'string', description } as const])
  return { type: 'object', properties: Object.fromEntries(properties), required: required[driver] ?? [] }
}
