const named = /^(docker|container)file([.-].+)?$|\.(docker|container)file$/i

/** Endings of files that only look like a Dockerfile: ignore lists, notes, and templates that something else fills in first. */
const other = /\.(dockerignore|containerignore|md|txt|json|ya?ml|j2|jinja2?|tmpl|tpl|template|erb|mustache|hbs|m4|in|lock|bak|orig|swp)$/i

/** Whether a file's name says that it is a Dockerfile. */
export function claimsDockerfile(fileName: string): boolean {
  const name = fileName.split(/[\\/]/).at(-1) ?? ''
  return named.test(name) && !other.test(name)
}
