import { PDFiumModule } from '@hyzyla/pdfium'

/**
 * The part of PDFium's C interface (public/fpdf*.h) that is used here. The package's own types cover less than its
 * WebAssembly build exports. Handles and pointers are numbers; strings are UTF-16LE.
 */
export interface PdfiumEngine {
  readonly HEAPU8: Uint8Array
  readonly wasmExports: { malloc(size: number): number; free(pointer: number): void }
  _FPDF_InitLibraryWithConfig(config: number): void
  _FPDF_LoadMemDocument(data: number, size: number, password: number): number
  _FPDF_CloseDocument(document: number): void
  _FPDF_GetLastError(): number
  _FPDF_GetPageCount(document: number): number
  _FPDF_GetMetaText(document: number, tag: number, buffer: number, size: number): number
  _FPDF_GetFormType(document: number): number
  _FPDF_GetSignatureCount(document: number): number
  _FPDF_GetSignatureObject(document: number, index: number): number
  _FPDFSignatureObj_GetContents(signature: number, buffer: number, size: number): number
  _FPDFSignatureObj_GetTime(signature: number, buffer: number, size: number): number
  _FPDF_GetSecurityHandlerRevision(document: number): number
  _FPDFDoc_GetJavaScriptActionCount(document: number): number
  _FPDFDoc_GetAttachmentCount(document: number): number
  _FPDFDoc_GetAttachment(document: number, index: number): number
  _FPDFAttachment_GetName(attachment: number, buffer: number, size: number): number
  _FPDFAttachment_GetFile(attachment: number, buffer: number, size: number, outSize: number): number
  _FPDF_LoadPage(document: number, index: number): number
  _FPDF_ClosePage(page: number): void
  _FPDF_GetPageSizeByIndexF(document: number, index: number, size: number): number
  _FPDF_GetPageWidthF(page: number): number
  _FPDF_GetPageHeightF(page: number): number
  _FPDF_PageToDevice(
    page: number,
    startX: number,
    startY: number,
    sizeX: number,
    sizeY: number,
    rotate: number,
    pageX: number,
    pageY: number,
    deviceX: number,
    deviceY: number,
  ): number
  _FPDF_RenderPageBitmap(
    bitmap: number,
    page: number,
    startX: number,
    startY: number,
    sizeX: number,
    sizeY: number,
    rotate: number,
    flags: number,
  ): void
  _FPDFBitmap_CreateEx(width: number, height: number, format: number, buffer: number, stride: number): number
  _FPDFBitmap_FillRect(
    bitmap: number,
    left: number,
    top: number,
    width: number,
    height: number,
    colour: number,
  ): number
  _FPDFBitmap_Destroy(bitmap: number): void
  _FPDFPage_CountObjects(page: number): number
  _FPDFPage_GetObject(page: number, index: number): number
  _FPDFPage_GetAnnotCount(page: number): number
  _FPDFPage_Flatten(page: number, usage: number): number
  _FPDFPageObj_GetType(object: number): number
  _FPDFPageObj_GetBounds(object: number, left: number, bottom: number, right: number, top: number): number
  _FPDFPath_CountSegments(path: number): number
  _FPDFTextObj_GetFont(text: number): number
  _FPDFFont_GetBaseFontName(font: number, buffer: number, size: number): number
  _FPDFFormObj_CountObjects(form: number): number
  _FPDFFormObj_GetObject(form: number, index: number): number
  _FPDFImageObj_GetImageMetadata(image: number, page: number, metadata: number): number
  _FPDFDOC_InitFormFillEnvironment(document: number, info: number): number
  _FPDFDOC_ExitFormFillEnvironment(environment: number): void
  _FORM_OnAfterLoadPage(page: number, environment: number): void
  _FORM_OnBeforeClosePage(page: number, environment: number): void
  _FPDFText_LoadPage(page: number): number
  _FPDFText_ClosePage(text: number): void
  _FPDFText_CountChars(text: number): number
  _FPDFText_GetUnicode(text: number, index: number): number
  _FPDFText_IsHyphen(text: number, index: number): number
  _FPDFText_GetCharBox(
    text: number,
    index: number,
    left: number,
    right: number,
    bottom: number,
    top: number,
  ): number
  _FPDFText_GetCharAngle(text: number, index: number): number
  _FPDFText_GetTextObject(text: number, index: number): number
  _FPDFTextObj_GetTextRenderMode(object: number): number
}

/** Starts a fresh instance of the WebAssembly build. It shares no memory with others. */
export async function startPdfium(): Promise<PdfiumEngine> {
  const engine = (await PDFiumModule({})) as unknown as PdfiumEngine
  engine._FPDF_InitLibraryWithConfig(0)
  return engine
}

/** Runs with `size` zeroed bytes of the engine's memory. */
export function withMemory<Result>(
  engine: PdfiumEngine,
  size: number,
  use: (pointer: number) => Result,
): Result {
  return withRawMemory(engine, size, (pointer) => {
    engine.HEAPU8.fill(0, pointer, pointer + size)
    return use(pointer)
  })
}

/** Runs with `size` bytes of the engine's memory that hold anything, for those who overwrite all of them. */
export function withRawMemory<Result>(
  engine: PdfiumEngine,
  size: number,
  use: (pointer: number) => Result,
): Result {
  const pointer = engine.wasmExports.malloc(size)
  if (pointer === 0) throw new RangeError('Out of memory: PDFium could not allocate')
  try {
    return use(pointer)
  } finally {
    engine.wasmExports.free(pointer)
  }
}

/** A view of the engine's memory; stale after the next call that may let the memory grow. */
export function viewOf(engine: PdfiumEngine): DataView {
  return new DataView(engine.HEAPU8.buffer)
}
