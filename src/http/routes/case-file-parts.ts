import {
  ChangeProcedureRequest,
  CreateSubFileRequest,
  FileEntryList,
  MoveDocumentRequest,
  SubFileList,
  SubFileView,
  VoidDocumentRequest,
} from '../../contract/case-file-parts.ts'
import { CaseFileParams, ProcedureView } from '../../contract/case-files.ts'
import { presentEntry, presentSubFile } from '../presenters/case-file-parts.ts'
import { presentProcedure } from '../presenters/case-files.ts'
import { route, type Route } from '../route.ts'
import type { UseCases } from '../use-cases.ts'

type OrderNeeds = Pick<UseCases, 'listSubFiles' | 'addSubFile' | 'changeProcedure'>
type EntryNeeds = Pick<UseCases, 'listFileEntries' | 'moveDocument' | 'voidDocument'>

/** What case files are made of: sub-files, procedures, numbered documents. */
export function caseFilePartRoutes(useCases: OrderNeeds & EntryNeeds): Route[] {
  return [...orderRoutes(useCases), ...entryRoutes(useCases)]
}

function orderRoutes(useCases: OrderNeeds): Route[] {
  return [
    route({
      method: 'get',
      path: '/api/v1/case-files/{caseFileId}/sub-files',
      operationId: 'listSubFiles',
      summary: 'Sub-files of a case file',
      tag: 'Case files',
      access: 'files:read',
      params: CaseFileParams,
      success: { status: 200, description: 'The sub-files', body: SubFileList },
      async handle({ actor, params, signal }) {
        const subFiles = await useCases.listSubFiles(actor, params.caseFileId, signal)
        return { body: { items: subFiles.map(presentSubFile) } }
      },
    }),
    route({
      method: 'post',
      path: '/api/v1/case-files/{caseFileId}/sub-files',
      operationId: 'addSubFile',
      summary: 'Opens a sub-file in a case file',
      tag: 'Case files',
      access: 'files:edit',
      params: CaseFileParams,
      body: CreateSubFileRequest,
      success: { status: 201, description: 'The sub-file', body: SubFileView },
      async handle({ actor, params, body, signal }) {
        return { body: presentSubFile(await useCases.addSubFile(actor, { ...body, ...params }, signal)) }
      },
    }),
    route({
      method: 'post',
      path: '/api/v1/case-files/{caseFileId}/change-procedure',
      operationId: 'changeProcedure',
      summary: 'Names a procedure anew, or puts it into another sub-file, with a reason',
      tag: 'Case files',
      access: 'files:edit',
      params: CaseFileParams,
      body: ChangeProcedureRequest,
      success: { status: 200, description: 'The procedure', body: ProcedureView },
      async handle({ actor, params, body, signal }) {
        const procedure = await useCases.changeProcedure(actor, { ...body, ...params }, signal)
        return { body: presentProcedure(procedure) }
      },
    }),
  ]
}

function entryRoutes(useCases: EntryNeeds): Route[] {
  return [
    route({
      method: 'get',
      path: '/api/v1/case-files/{caseFileId}/entries',
      operationId: 'listFileEntries',
      summary: 'Every document that ever had a number in the case file, by number',
      tag: 'Case files',
      access: 'files:read',
      params: CaseFileParams,
      success: { status: 200, description: 'The entries', body: FileEntryList },
      async handle({ actor, params, signal }) {
        const entries = await useCases.listFileEntries(actor, params.caseFileId, signal)
        return { body: { items: entries.map(presentEntry) } }
      },
    }),
    route({
      method: 'post',
      path: '/api/v1/case-files/{caseFileId}/move-document',
      operationId: 'moveDocument',
      summary: 'Puts a document into another procedure of its case file, with a reason; its number stays',
      tag: 'Case files',
      access: 'files:edit',
      params: CaseFileParams,
      body: MoveDocumentRequest,
      success: { status: 204, description: 'It lies there now' },
      async handle({ actor, params, body, signal }) {
        await useCases.moveDocument(actor, { ...body, ...params }, signal)
        return undefined
      },
    }),
    route({
      method: 'post',
      path: '/api/v1/case-files/{caseFileId}/void-document',
      operationId: 'voidDocument',
      summary: 'Says of a document that it does not count, with a reason; it stays and is shown',
      tag: 'Case files',
      access: 'files:edit',
      params: CaseFileParams,
      body: VoidDocumentRequest,
      success: { status: 204, description: 'It is voided' },
      async handle({ actor, params, body, signal }) {
        await useCases.voidDocument(actor, { ...body, ...params }, signal)
        return undefined
      },
    }),
  ]
}
