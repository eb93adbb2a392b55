/**
 * Values that are not values yet: what a template engine, envsubst or a deploy script will fill in.
 * `${VAR}`, `$VAR`, `{{ x }}`, `{% x %}`, `<IMAGE>`, `<%= x %>`, `$$X$$`, `%X%`, `#{X}#`, `__X__`. They are never judged.
 */
const inText =
  /\$\{[^}]{0,500}\}|\$+[A-Za-z_]\w*|\{\{.{0,500}?\}\}|\{%.{0,500}?%\}|#\{[^}]{0,500}\}|<[A-Za-z%][^<>]{0,500}>|%[A-Za-z_]\w*%|@@?[A-Za-z_]\w*@@?(?![\w.])|__[A-Z][A-Z0-9_]*__/s

/** The same where they stand without quotes in the place of a value or key. The bound keeps a hostile file from costing more than its length. */
const bare =
  /\$\{[^}\n]{0,500}\}|\$+[A-Za-z_]\w*\$*|\{\{[^\n]{0,500}?\}\}|\{%[^\n]{0,500}?%\}|#\{[^}\n]{0,500}\}#?|<[A-Za-z%][^<>\n]{0,500}>|%[A-Za-z_]\w*%|@@?[A-Za-z_]\w*@@?|__[A-Z][A-Z0-9_]*__/y

/** Those that decide what follows instead of standing for a value: `{% if x %}`, `{{ range .Items }}`, `{{- end }}`, `<% } %>`. */
const control = /^(?:\{%|<%[^=]|\{\{[-~]?\s*(?:if|else|end|range|with|define|block|unless|each|#|\/|\^)(?![\w.]))/

/** Whether a string contains a part that something else will fill in. */
export function hasPlaceholder(value: string): boolean {
  return /[$<{%@#]|__/.test(value) && inText.test(value)
}

/** Where an unquoted placeholder that begins at `start` ends, or undefined if none begins there. */
export function barePlaceholderEnd(text: string, start: number): number | undefined {
  if (!'$<%{#@_'.includes(text[start] ?? ' ')) return undefined
  bare.lastIndex = start
  return bare.test(text) ? bare.lastIndex : undefined
}

/** Whether a template statement steers the template (a condition, a loop) instead of giving a value. */
export function isControl(statement: string): boolean {
  return control.test(statement)
}
