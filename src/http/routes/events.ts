import type { EventStreams } from '../event-stream.ts'
import { route, type Route } from '../route.ts'

export function eventRoutes(streams: EventStreams): Route[] {
  return [
    route({
      method: 'get',
      path: '/api/v1/events',
      operationId: 'followEvents',
      summary: 'Server-sent events: changes and progress that the caller may see, from now on, as ids only',
      tag: 'Operation',
      access: 'signed-in',
      success: {
        status: 200,
        description: 'Messages of the shape ChangeEvent',
        mediaType: 'text/event-stream',
      },
      async handle({ request, response, actor, session }) {
        if (request.method === 'HEAD') response.type('text/event-stream').end()
        else streams.open(response, actor, session.credential)
        return undefined
      },
    }),
  ]
}
