/** A route as our own OpenAPI document tells of it. */
export interface Operation {
  readonly operationId: string
  readonly method: string
  readonly path: string
  readonly heedsVersion: boolean
  readonly requiresVersion: boolean
  /** JSON Schema of the body; references are resolved in `schemas`. */
  readonly body: Schema | undefined
  readonly schemas: Readonly<Record<string, Schema>>
}

export interface Schema {
  readonly type?: string
  readonly $ref?: string
  readonly properties?: Readonly<Record<string, Schema>>
  readonly items?: Schema
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
}

interface Described {
  readonly operationId: string
  readonly parameters?: readonly { readonly in: string; readonly name: string; readonly required?: boolean }[]
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> }
}

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Described>>>>
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> }
}

export async function readOperations(url: string): Promise<readonly Operation[]> {
  const document = (await (await fetch(`${url}/api/openapi.json`)).json()) as Document
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { operationId, parameters = [], requestBody }]) => {
      const version = parameters.find(({ in: place, name }) => place === 'header' && name === 'If-Match')
      return {
        operationId,
        method: method.toUpperCase(),
        path,
        heedsVersion: version !== undefined,
        requiresVersion: version?.required === true,
        body: requestBody?.content['application/json']?.schema,
        schemas: document.components.schemas,
      }
    }),
  )
}
