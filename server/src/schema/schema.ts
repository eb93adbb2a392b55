import type { JsonValue } from '../syntax/json-layout.ts'

/**
 * JSON Schema (draft-07) as Bayplan uses it, with a few keywords of its own. Generators write it, hand-made overlays add to it,
 * and validation, completion and hover read it, for ECS and for Kubernetes alike.
 *
 * There are no combinators: `allOf`, `oneOf` and `if` are resolved by the generator, so that every place of a document has exactly one
 * schema and a message never has to talk about alternatives. Keywords beside a `$ref` count and go before those of its target.
 */
export interface Schema {
  /** `#/definitions/NAME`. Follow it with `resolve`. */
  readonly $ref?: string

  /** Several types for values such as Kubernetes' int-or-string. Absent where anything goes. */
  readonly type?: SchemaType | readonly SchemaType[]
  /** How the service reads a value of that type: narrower than the type, and not refused in the same words. */
  readonly format?: Format
  /** The only values allowed. */
  readonly enum?: readonly Scalar[]
  /** The service takes other values than those of `enum`, too, if not as one would think; a rule speaks of them. */
  readonly lenient?: true
  readonly properties?: Readonly<Record<string, Schema>>
  /** Keys without which the service refuses the object. */
  readonly required?: readonly string[]
  /** The schema of keys that are not among `properties`; `false` where no other key is allowed. Absent means anything goes. */
  readonly additionalProperties?: false | Schema
  /** The schema of every item of a list. */
  readonly items?: Schema

  /** Limits, for completion and hover. Validation leaves them to the rules, which know the exceptions. */
  readonly minimum?: number
  readonly maximum?: number
  readonly minLength?: number
  readonly maxLength?: number
  readonly minItems?: number
  readonly maxItems?: number
  readonly pattern?: string

  /** What the service takes if the key is left out. */
  readonly default?: Json
  /** Values worth offering where the list of values is open. */
  readonly examples?: readonly Json[]
  /** The service prints it and refuses it in requests; never offered. */
  readonly readOnly?: true
  /** Why it should not be written any more and what to write instead, in Markdown. */
  readonly deprecated?: string

  /** One plain sentence. */
  readonly description?: string
  /** Everything the source says, in Markdown; begins with the sentence of `description`. */
  readonly documentation?: string
  /** What the service calls the structure: "PortMapping", "PodSpec". */
  readonly title?: string
  /** The page of the service's reference about the structure or field. */
  readonly href?: string

  /** Keys that belong into the object, though the service is not known to refuse it without them. */
  readonly wanted?: readonly string[]
  /** Keys that nearly every object has though nothing demands them: written out when one is begun. */
  readonly typical?: readonly string[]
  /** Of each group at least one key must be there. */
  readonly requiredAny?: readonly (readonly string[])[]
  /** The keys that together tell the items of a list apart; no two items have the same values. */
  readonly itemKeys?: readonly string[]
  readonly unit?: Unit
  /** What the values of `enum` or `examples` mean, in Markdown without a full stop. */
  readonly values?: Readonly<Record<string, string>>
  /** The default where it is not a value but depends on something, in Markdown. */
  readonly defaultText?: string
  /** What holds only on one platform, in Markdown without a full stop. */
  readonly limits?: Readonly<Partial<Record<Platform, string>>>
}

export type SchemaType = 'object' | 'array' | 'string' | 'integer' | 'number' | 'boolean'

/** `quantity` is an amount of Kubernetes such as `500m`, `int-or-string` a whole number or a text, `byte` base64. */
export type Format = 'int32' | 'int64' | 'quantity' | 'int-or-string' | 'date-time' | 'byte'

export type Scalar = string | number | boolean

export type Json = JsonValue

/** What a number, or a string that holds a number, counts. */
export type Unit = 'cpu-units' | 'MiB' | 'GiB' | 'bytes' | 'seconds' | 'minutes' | 'percent' | 'port'

/** Where tasks may run, as far as the limits of a field depend on it. */
export type Platform = 'fargate' | 'ec2' | 'external' | 'managedInstances' | 'windows'

/**
 * All schemas of one language. `roots` are the shapes a whole document may have, by a name the language chooses
 * (`definition`; `apps/v1 Deployment`); they and everything below lead into `definitions`.
 */
export interface SchemaBundle {
  readonly roots: Readonly<Record<string, Schema>>
  readonly definitions: Readonly<Record<string, Schema>>
}
