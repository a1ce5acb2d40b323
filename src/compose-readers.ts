import { availableParallelism } from 'node:os'
import { createChildPoolReader, entryBeside, type WalledReader } from './adapters/child-pool/child-pool.ts'
import { findWalls, type Walls } from './adapters/child-pool/walls.ts'
import type { Closers } from './compose-stores.ts'
import type { Config } from './config/config.ts'
import type { ArchiveOpener } from './ports/archive-opener.ts'
import type { DocumentReader } from './ports/document-reader.ts'
import type { CaseFileBinder } from './ports/case-file-binder.ts'
import type { FileEmbedder } from './ports/file-embedder.ts'
import type { MailOpener } from './ports/mail-opener.ts'
import type { Redactor } from './ports/redactor.ts'

/** Number of children that read documents. */
export function readerCount(config: Config): number {
  return config.workers ?? availableParallelism()
}

/** A child of its own draws the pages that people look at, so that they wait for nothing that is being read. */
export function openPictureReader(config: Config): DocumentReader {
  return openDocumentReader(config, config.ocrEngine, 1, findWalls())
}

/** One that is made to take long may hold up to a minute; others pass it by. */
const OPENERS = 3

/** Children of their own take mails and archives apart; the first one starts with the first of these. */
export function lateOpener(config: Config, closers: Closers): MailOpener & ArchiveOpener {
  let reader: WalledReader | undefined
  closers.push(async () => reader?.[Symbol.asyncDispose]())
  const opened = (): WalledReader => {
    reader ??= openDocumentReader(config, config.ocrEngine, OPENERS, findWalls())
    return reader
  }
  return {
    openMail: (source, targetPath, signal) => opened().openMail(source, targetPath, signal),
    openArchive: (source, targetPath, signal) => opened().openArchive(source, targetPath, signal),
  }
}

/** Two people can give something out at the same time; those who read and look at pages do not wait for it. */
const BINDERS = 2

/** Children of their own make what is given out; the first one starts with the first of these. */
export function lateBinder(config: Config, closers: Closers): CaseFileBinder & FileEmbedder & Redactor {
  let reader: WalledReader | undefined
  closers.push(async () => reader?.[Symbol.asyncDispose]())
  const opened = (): WalledReader => {
    reader ??= openDocumentReader(config, config.ocrEngine, BINDERS, findWalls())
    return reader
  }
  return {
    bindCaseFile: (request, signal) => opened().bindCaseFile(request, signal),
    embedFiles: (source, request, signal) => opened().embedFiles(source, request, signal),
    redact: (source, request, signal) => opened().redact(source, request, signal),
    searchRedacted: (source, request, signal) => opened().searchRedacted(source, request, signal),
    rereadRedacted: (source, page, request, signal) => opened().rereadRedacted(source, page, request, signal),
  }
}

/** The wall: children that read foreign bytes. */
export function openDocumentReader(
  config: Config,
  engine: Config['ocrEngine'],
  children: number,
  walls: Walls,
): WalledReader {
  return createChildPoolReader({
    walls,
    entry: entryBeside(import.meta.url, 'main-sandbox'),
    size: children,
    settings: {
      engine,
      ...(config.tessdataDir === undefined ? {} : { tessdataDirectory: config.tessdataDir }),
    },
    execArgv: process.execArgv,
  })
}
