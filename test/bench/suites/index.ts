import type { Bench } from '../bench.ts'
import { dockerfile } from './dockerfile.ts'
import { json } from './json.ts'
import { yaml } from './yaml.ts'

/** Every bench; another is its file and one line here. */
export const benches: readonly Bench[] = [json, dockerfile, yaml]
