import type { Workload } from '../placement/workload.ts'
import type { Rule } from '../rules/rule.ts'
import type { RuleSettings } from '../rules/run.ts'
import type { Edit } from '../text/edit.ts'
import type { Finding, Fix } from '../text/finding.ts'
import type { Span } from '../text/span.ts'

/** The languages as the command line and the protocol name them. */
export type LanguageId = 'ecs-task-definition' | 'ecs-service-definition' | 'dockerfile' | 'kubernetes' | 'bayplan-cluster'

/** What every language provides; adding one is its folder and one line in `languages/index.ts`. */
export interface Language {
  readonly id: LanguageId
  /** What people call such a document: "ECS task definition". */
  readonly name: string
  /** Whether a file is of this language, judged by its name and, where names do not tell, its text. */
  claims(fileName: string, text: string): boolean
  /** Every rule with what is known about it, without what it does: for settings, tables and pages. */
  readonly rules: readonly RuleFacts[]
  /** Characters that bring up the list of proposals as soon as they are typed. */
  readonly triggers: string
  /** Reads a text, once; `previous`, the reading before an edit, may be reused in parts. Never throws. */
  read(text: string, previous?: Reading, around?: Surroundings): Reading
  /** What is left of a reading where another extension answers for the language too: only what that one lacks. Absent: everything. */
  beside?(reading: Reading): Reading
}

/** What is known about the files around a document. What is absent was not looked for, and nothing is said about it. */
export interface Surroundings {
  /** The text of the ignore file of the build context; empty where there is none. */
  readonly dockerignore?: string
  /** The paths of all files in the build context, relative to it, with `/`. */
  readonly files?: readonly string[]
  /** The text of the nearest `.hadolint.yaml`. */
  readonly hadolint?: string
  /** The texts of the task definitions in the folder of a service definition and below it, the nearest first. */
  readonly taskDefinitions?: readonly string[]
}

/** A rule as far as a reader of its page is concerned. */
export type RuleFacts = Omit<Rule<never>, 'check'>

/** Everything an editor may ask of one text. Answers are made when asked for; none of them throws on any text. */
export interface Reading {
  readonly text: string
  /** All findings of reader, schema and rules, in any order. */
  check(settings: RuleSettings, bug?: (rule: string, error: unknown) => void): readonly Finding[]
  /** The same in parts and in the order of the text, where parts are kept from one version to the next. Absent: the text is one part. */
  checkParts?(settings: RuleSettings, bug?: (rule: string, error: unknown) => void): readonly FoundPart[]
  /** Edits that silence a finding where it stands or in the whole file; absent where the format has no place for that. */
  suppress?(finding: Finding): readonly Fix[]
  complete(offset: number): readonly Completion[]
  /** `now` is the moment of asking, for what depends on it, such as the next run of a schedule; without it nothing is said about that. */
  hover(offset: number, now?: Date): Hover | undefined
  outline(): readonly OutlineItem[]
  /** Every name that something else in the document may refer to. */
  names(): readonly Name[]
  folds(): readonly Fold[]
  /** The spans around an offset, innermost first, each covering the one before. */
  selections(offset: number): readonly Span[]
  links(): readonly Link[]
  /** What a grammar cannot tell, in the order of the text, no token over a line end; absent where the grammar suffices. */
  tokens?(): readonly Token[]
  /** The edits that give the document the usual layout; undefined where the language leaves that to others. */
  format?(style: FormatStyle): readonly Edit[]
  /** What the document asks a cluster to run; empty for documents that ask for nothing or are too broken to tell. */
  workloads(): readonly Workload[]
}

/** What was found in a part of a text, in any order. The same list is the same findings, wherever the part stands now. */
export interface FoundPart {
  /** Where the part begins, from which its spans count: the beginning of a line. */
  readonly start: number
  readonly findings: readonly Finding[]
}

/** Something that can be written at the cursor. */
export interface Completion {
  readonly label: string
  readonly kind: 'property' | 'value' | 'reference' | 'snippet' | 'keyword' | 'variable' | 'file'
  /** A word or two behind the label: "required", a type, a unit. */
  readonly detail?: string
  /** Markdown, made only for the item the user looks at. */
  documentation?(): string | undefined
  /** What accepting it does; its text is a snippet (`$1`, `${2:x}`, `$0`) where `snippet` is set. */
  readonly edit: Edit
  readonly snippet?: true
  /** Further edits that make the document right again, such as a comma before the new property. */
  readonly also?: readonly Edit[]
  /** Lower comes first; equal ones go by label. Required keys are 0. */
  readonly rank: number
  /** What the user may type to find it, where that is not the label. */
  readonly filter?: string
  readonly deprecated?: true
}

/** What is known about the thing under the cursor. */
export interface Hover {
  readonly span: Span
  readonly markdown: string
}

/** An entry of the outline. */
export interface OutlineItem {
  readonly name: string
  readonly detail?: string
  readonly kind: 'document' | 'container' | 'volume' | 'port' | 'group' | 'list' | 'value' | 'stage' | 'instruction'
  readonly span: Span
  /** The part to select; lies in `span`. */
  readonly selection: Span
  readonly children: readonly OutlineItem[]
}

/** A name, where it is given and where it is used. Spans hold the name itself, without quotes. */
export interface Name {
  readonly kind: string
  readonly name: string
  readonly definitions: readonly Span[]
  readonly references: readonly Span[]
  /** Why a new name is not possible, in words, or undefined if it is. */
  refuses(newName: string): string | undefined
}

/** Lines that can be folded away: the first stays. */
export interface Fold {
  readonly span: Span
  readonly kind?: 'comment'
}

/** What a token is, for colours. */
export type TokenKind = 'keyword' | 'flag' | 'variable' | 'stage' | 'image' | 'property' | 'operator' | 'comment'

/** A stretch of one line that has a colour of its own. */
export interface Token {
  readonly kind: TokenKind
  readonly span: Span
}

/** A part of the text that leads somewhere outside. */
export interface Link {
  readonly span: Span
  readonly target: string
  readonly tooltip: string
}

/** How the editor indents. */
export interface FormatStyle {
  readonly tabSize: number
  readonly insertSpaces: boolean
}
