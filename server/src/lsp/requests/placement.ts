import { borrowed, withoutTask } from '../../features/borrow.ts'
import { preview } from '../../features/preview.ts'
import { reportText } from '../../placement/text.ts'
import type { EcsWorkload } from '../../placement/workload.ts'
import type { PlacementAnswer, PlacementParams, PlacementRequest, PlacementTextRequest } from '../../protocol.ts'
import { definitionsBeside } from '../definitions-beside.ts'
import { closedDocument, type OpenDocument } from '../documents.ts'
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

async function placed(server: Server, { uri, cluster, count }: PlacementParams): Promise<PlacementAnswer> {
  const { documents, settings, log } = server
  const clusterText = cluster?.text ?? (await settings.clusterModel(uri))
  const tasks = await tasksBeside(server, uri)
  const document = documents.get(uri)
  const version = document?.version ?? 0
  const failed = { kind: 'nothing', why: 'The placement failed; the log of Bayplan says why.' } as const
  const answer = attempt(log, 'placement', failed, () => {
    const reading = document?.reading()
    if (reading === undefined) return { kind: 'nothing', why: 'This document is of no kind that Bayplan can place.' } as const
    const whole = { text: reading.text, check: reading.check, workloads: () => [...reading.workloads(), ...tasks] }
    const asked = preview(whole, clusterText, count)
    // A workspace names one model, and may hold definitions of both kinds: for the other one the built-in example stands in.
    return asked.kind === 'nothing' && asked.otherCluster ? preview(whole, undefined, count) : asked
  })
  return { ...answer, version }
}

/** The task definitions that the services of a document run, from the editors and the files of its folder. */
async function tasksBeside(server: Server, uri: string): Promise<readonly EcsWorkload[]> {
  const { documents, log } = server
  const asked = attempt(log, 'workloads', [], () => withoutTask(documents.get(uri)?.reading()?.workloads() ?? []))
  if (asked.length === 0) return []
  const open = documents.all().filter((document) => document.uri !== uri)
  const found = attempt(log, 'workloads', [], () => borrowed(asked, tasksOf(open)))
  if (found.length === asked.length) return found
  const closed = await closedBeside(server, uri)
  return attempt(log, 'workloads', [], () => borrowed(asked, tasksOf([...open, ...closed])))
}

function tasksOf(documents: readonly OpenDocument[]): readonly EcsWorkload[] {
  return documents
    .filter(({ language }) => language?.id === 'ecs-task-definition')
    .flatMap((document) => document.reading()?.workloads() ?? [])
    .flatMap((workload) => (workload.kind === 'ecs' ? [workload] : []))
}

async function closedBeside(server: Server, uri: string): Promise<readonly OpenDocument[]> {
  const { documents, files, client, findLanguage, beside, surroundings } = server
  const texts = await definitionsBeside(files, uri)
  return texts.flatMap(({ uri: at, text }) =>
    documents.get(at) === undefined ? [closedDocument(at, text, client.encoding, findLanguage, beside, surroundings)] : [],
  )
}
