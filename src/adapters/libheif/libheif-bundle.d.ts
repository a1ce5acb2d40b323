/** What is used of libheif-js, whose own declarations stand beside another file of the package. */
declare module 'libheif-js/libheif-wasm/libheif-bundle.mjs' {
  type Handle = object & { readonly __handle: unique symbol }

  export interface HeifError {
    readonly code: object
    readonly subcode: object
    readonly message: string
  }

  export interface DecodedPicture {
    readonly image: Handle
    readonly width: number
    readonly height: number
    readonly channels: readonly { readonly stride: number; readonly data: Uint8Array }[]
  }

  export interface Libheif {
    readonly heif_error_code: {
      readonly heif_error_Ok: object
      readonly heif_error_Unsupported_feature: object
    }
    readonly heif_colorspace: { readonly heif_colorspace_RGB: object }
    readonly heif_chroma: { readonly heif_chroma_interleaved_RGB: object }
    heif_context_alloc(): Handle
    heif_context_free(context: Handle): void
    heif_context_read_from_memory(context: Handle, bytes: Uint8Array): HeifError
    heif_js_context_get_primary_image_handle(context: Handle): Handle | HeifError
    heif_image_handle_release(handle: Handle): void
    heif_js_decode_image2(handle: Handle, colours: object, chroma: object): DecodedPicture | HeifError
    heif_image_release(image: Handle): void
  }

  function createLibheif(): Libheif
  export { createLibheif as default }
}
