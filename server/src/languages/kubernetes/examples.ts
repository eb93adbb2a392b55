/** A Pod as an example of a rule; `spec` is indented by two blanks, as it is in the file. */
export function podWith(spec: string): string {
  return `apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n${spec}\n`
}

/** A Pod with one container as an example of a rule; `fields` of the container are indented by six blanks. */
export function containerWith(fields: string): string {
  return podWith(`  containers:\n    - name: web\n      image: nginx:1.27\n${fields}`)
}

/** A Pod with one container and whatever else a rule is about, indented by two blanks. */
export function specWith(rest: string): string {
  return podWith(`  containers:\n    - name: web\n      image: nginx:1.27\n${rest}`)
}

/** A Pod with one volume as an example of a rule; the source is indented by six blanks. */
export function volumeWith(source: string): string {
  return specWith(`  volumes:\n    - name: data\n${source}`)
}
