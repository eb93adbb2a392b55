import type { Shape } from './shape.ts'

/** The metadata of any object. */
export const metadata: Shape = {
  keeps: 'deletionGracePeriodSeconds',
  maps: 'labels annotations',
  of: { ownerReferences: { keeps: 'controller blockOwnerDeletion', always: { apiVersion: '', kind: '', name: '', uid: '' } } },
}

/** A selector of labels. */
export const labelSelector: Shape = { maps: 'matchLabels', of: { matchExpressions: { always: { key: '', operator: '' } } } }
