import type { PlacementReport } from './placement/report.ts'

export type {
  Help,
  NodeReport,
  PlacementReport,
  Reason,
  ReasonGroup,
  ResourceUse,
  Verdict,
  WhatIf,
  WorkloadReport,
} from './placement/report.ts'
export type { Source } from './placement/workload.ts'

/**
 * What Bayplan's own client and server say to each other beyond the language server protocol. Types only: this is the one file
 * of the server that the client imports, and nothing of it is left at run time.
 */

/** Asks for the placement of an open document. Answered from the text the server holds; a later edit makes the answer stale, not wrong. */
export interface PlacementRequest {
  readonly method: 'bayplan/placement'
  readonly params: PlacementParams
  readonly result: PlacementAnswer
}

/** Asks for the same in words. */
export interface PlacementTextRequest {
  readonly method: 'bayplan/placementText'
  readonly params: PlacementParams
  readonly result: { readonly text: string }
}

export interface PlacementParams {
  readonly uri: string
  /** The cluster model; absent, the built-in example that fits the document is taken. The client reads it, so virtual workspaces work. */
  readonly cluster?: { readonly uri: string; readonly text: string }
  /** How many tasks or pods; absent, what the definition says, else one. */
  readonly count?: number
}

export type PlacementAnswer =
  | { readonly kind: 'report'; readonly version: number; readonly report: PlacementReport }
  /** The document has errors that keep it from being read as a workload: show the last good picture, greyed, with this sentence. */
  | { readonly kind: 'broken'; readonly version: number; readonly why: string }
  /** The document asks for nothing, or the cluster model cannot be used: this sentence instead of a picture. */
  | { readonly kind: 'nothing'; readonly version: number; readonly why: string }

/**
 * Tells which languages another extension serves as well: of them the server gives only what that one lacks, so that nothing appears twice.
 * Replaces what was told before.
 */
export interface BesideNotification {
  readonly method: 'bayplan/beside'
  readonly params: { readonly languages: readonly SharedLanguage[] }
}

/** The languages for which people have other extensions. */
export type SharedLanguage = 'dockerfile' | 'kubernetes'

/** What the client tells the server at start, as `initializationOptions`; every part may be missing. */
export interface InitializationOptions {
  /** Settings as under `bayplan` in settings.json, for clients without `workspace/configuration`. */
  readonly settings?: Settings
  /** As in `bayplan/beside`. */
  readonly beside?: readonly SharedLanguage[]
}

/** The settings under `bayplan`, all of resource scope. */
export interface Settings {
  /** Severity of a finding by its code or an alias. */
  readonly rules?: Readonly<Record<string, 'error' | 'warning' | 'info' | 'hint' | 'off'>>
  /** Path of the cluster model, relative to the workspace folder. Empty: the built-in example. */
  readonly clusterModel?: string
}

/** What the page in the panel hears from its host. A message of an older `seq` than one already shown is dropped. */
export type ToPage =
  | { readonly v: 1; readonly type: 'snapshot'; readonly seq: number; readonly title: string; readonly report: PlacementReport }
  /** The shown report stays, greyed, with this sentence. */
  | { readonly v: 1; readonly type: 'stale'; readonly seq: number; readonly why: string }
  | { readonly v: 1; readonly type: 'nothing'; readonly seq: number; readonly why: string }
  /** Where the cursor stands in the source, as an offset of the document the report was made of: what it caused is marked. */
  | { readonly v: 1; readonly type: 'cursor'; readonly offset: number }
  /** What the page keeps for the day after a reload. */
  | { readonly v: 1; readonly type: 'keep'; readonly state: PanelState }

/** All that a panel needs to come back after the window was reloaded: which question it asked, never the answer. */
export interface PanelState {
  readonly uri: string
  readonly count?: number
}

/** What the page tells its host. Offsets count in the document the shown report was made of. */
export type FromPage =
  | { readonly v: 1; readonly type: 'ready' }
  | { readonly v: 1; readonly type: 'reveal'; readonly start: number; readonly end: number }
  | { readonly v: 1; readonly type: 'apply'; readonly seq: number; readonly start: number; readonly end: number; readonly text: string }
  | { readonly v: 1; readonly type: 'pickCount' }
  | { readonly v: 1; readonly type: 'pickCluster' }
  /** Gives the focus back to the source editor. */
  | { readonly v: 1; readonly type: 'back' }
