import { run } from '../../rules/run.ts'
import { blocks, surroundings } from '../../syntax/structure.ts'
import type { Language, Reading } from '../language.ts'
import { completeCluster } from './completions.ts'
import { hoverCluster } from './hover.ts'
import { outlineCluster } from './outline.ts'
import { type ClusterDocument, readCluster } from './read.ts'
import { clusterRules } from './rules/index.ts'

/** Cluster models: files named `NAME.cluster.yaml`, `.yml` or `.json`. */
export const bayplanCluster: Language = {
  id: 'bayplan-cluster',
  name: 'cluster model',
  claims: (fileName) => /\.cluster\.(ya?ml|json)$/i.test(fileName),
  triggers: '":',
  rules: clusterRules,
  read: (text) => reading(readCluster(text)),
}

function reading(doc: ClusterDocument): Reading {
  return {
    text: doc.text,
    check: (settings, bug) => run(clusterRules, doc, { settings, ...(bug && { bug }) }),
    complete: (offset) => completeCluster(doc, offset),
    hover: (offset) => hoverCluster(doc, offset),
    outline: () => outlineCluster(doc),
    names: () => [],
    folds: () => blocks(doc.text, doc.root).map((span) => ({ span })),
    selections: (offset) => surroundings(doc.text, doc.root, offset),
    links: () => [],
    workloads: () => [],
  }
}
