/** Apart from the engine, which takes half a second to load. */
export const TESSERACT_JS_VERSION = '7.0.0'
