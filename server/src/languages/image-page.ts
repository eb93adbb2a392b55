/**
 * The page about an image on the web site of its registry; undefined for registries without one, and for what is no image.
 * Docker's own rule tells a registry from a user: its first part has a dot or colon or is `localhost`.
 */
export function imagePage(image: string): string | undefined {
  const match = /^(?:([^/]*[.:][^/]*|localhost)\/)?([a-z0-9][a-z0-9._/-]*)(?::[\w][\w.-]{0,127})?(?:@[a-z0-9]+:[0-9a-f]+)?$/.exec(image)
  if (match === null || image.length > 500) return undefined
  const [, registry = 'docker.io', repository = ''] = match
  if (repository.endsWith('/') || repository.includes('//')) return undefined
  const known = Object.hasOwn(pages, registry) ? pages[registry] : undefined
  return known ? known(repository) : privateEcrPage(registry, repository)
}

const pages: Readonly<Record<string, (repository: string) => string | undefined>> = {
  'docker.io': dockerHub,
  'index.docker.io': dockerHub,
  'registry-1.docker.io': dockerHub,
  'public.ecr.aws': (repository) => (repository.includes('/') ? `https://gallery.ecr.aws/${repository}` : undefined),
  'quay.io': (repository) => (repository.includes('/') ? `https://quay.io/repository/${repository}` : undefined),
  'ghcr.io': (repository) => (repository.includes('/') ? `https://ghcr.io/${repository}` : undefined),
  'mcr.microsoft.com': (repository) => `https://mcr.microsoft.com/artifact/mar/${repository}`,
}

function dockerHub(repository: string): string | undefined {
  const [user, name, ...more] = repository.split('/')
  if (more.length > 0) return undefined
  if (name === undefined || user === 'library') return `https://hub.docker.com/_/${name ?? user}`
  return `https://hub.docker.com/r/${user}/${name}`
}

/** A private repository in the console of its account. */
function privateEcrPage(registry: string, repository: string): string | undefined {
  const [, account, region] = /^(\d{12})\.dkr\.ecr\.([a-z0-9-]+)\.amazonaws\.com$/.exec(registry) ?? []
  if (account === undefined || region === undefined) return undefined
  return `https://${region}.console.aws.amazon.com/ecr/repositories/private/${account}/${repository}?region=${region}`
}
