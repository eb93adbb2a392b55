import { preview } from '../../features/preview.ts'
import { reportText } from '../../placement/text.ts'
import type { PlacementAnswer, PlacementParams, PlacementRequest, PlacementTextRequest } from '../../protocol.ts'
import { attempt, type Server, type Service } from '../server.ts'

const placementMethod: PlacementRequest['method'] = 'bayplan/placement'
const placementTextMethod: PlacementTextRequest['method'] = 'bayplan/placementText'

/** `bayplan/placement` and `bayplan/placementText`: where the tasks or pods of an open document would run. */
export const placement: Service = {
  capabilities: () => ({}),
  listen(server) {
    server.connection.onRequest<PlacementRequest['result'], void>(placementMethod, (params) => placed(server, params))
    server.connection.onRequest<PlacementTextRequest['result'], void>(placementTextMethod, async (params) => {
      const answer = await placed(server, params)
      return { text: answer.kind === 'report' ? reportText(answer.report) : `${answer.why}\n` }
    })
  },
}

async function placed({ documents, settings, log }: Server, { uri, cluster, count }: PlacementParams): Promise<PlacementAnswer> {
  const clusterText = cluster?.text ?? (await settings.clusterModel(uri))
  const document = documents.get(uri)
  const version = document?.version ?? 0
  const failed = { kind: 'nothing', why: 'The placement failed; the log of Bayplan says why.' } as const
  const answer = attempt(log, 'placement', failed, () => {
    const reading = document?.reading()
    if (reading === undefined) return { kind: 'nothing', why: 'This document is of no kind that Bayplan can place.' } as const
    return preview(reading, clusterText, count)
  })
  return { ...answer, version }
}
