/** In the bytes of a file shorter ones are met by chance. */
const MIN_SEARCHED_LETTERS = 4
/** In the bytes of pictures, which look random. */
const MIN_LETTERS_IN_PICTURES = 8

/** What every PDF of our own says, in lower case: a word that is a part of it is no trace. */
const SKELETON = [
  'catalog pages page kids parent count type subtype resources contents mediabox cropbox rotate xobject image width height',
  'colorspace devicergb devicegray bitspercomponent filter dctdecode flatedecode length font fontdescriptor fontname',
  'type0 cidfonttype2 basefont encoding identity-h descendantfonts tounicode cidsysteminfo registry adobe ordering',
  'supplement fontbbox italicangle ascent descent capheight stemv fontfile2 flags cidtogidmap begincmap endcmap',
  'begincodespacerange endcodespacerange beginbfrange endbfrange beginbfchar endbfchar usecmap currentdict definefont',
  'begin end dict cmapname cmaptype findresource defineresource name procset outlines first last prev next title dest',
  'outputintents outputintent gts_pdfa1 outputconditionidentifier destoutputprofile info srgb metadata xml xmpmeta xpacket',
  'pdfaid conformance description rdf alt seq bag lang default format application pdf creator producer poststelle createdate',
  'modifydate metadatadate creationdate moddate viewerpreferences displaydoctitle objstm xref root size index trailer',
  'startxref stream endstream endobj unicode ucs geschwaerzt geschwärzte fassung seite http www adobe com ns purl org',
].join(' ')

/** The spellings in which a word can stand in the bytes of a file. */
export interface Needles {
  /** As text is written, in each code; also as hexadecimal digits of either case. */
  readonly texts: readonly string[]
  readonly isForPictures: boolean
}

/**
 * Words that are worth looking for in bytes.
 *
 * @param visible lower case; what stays on the pages
 */
export function needlesOf(words: readonly string[], visible: string): Needles[] {
  return words
    .filter(
      (word) => word.length >= MIN_SEARCHED_LETTERS && !SKELETON.includes(word) && !visible.includes(word),
    )
    .map((word) => ({
      texts: [...new Set([word, word.toUpperCase(), capitalised(word)])],
      isForPictures: word.length >= MIN_LETTERS_IN_PICTURES,
    }))
}

function capitalised(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1)
}
