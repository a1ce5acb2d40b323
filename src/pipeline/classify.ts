import { isActive } from '../domain/access/organisation.ts'
import { classifiableDocument } from '../domain/classification/classifiable-document.ts'
import { featuresOf } from '../domain/classification/features.ts'
import { MAX_SIMILAR, similarDocuments } from '../domain/classification/similar-documents.ts'
import type { DocumentTypes, OrgUnits } from '../ports/organisation.ts'
import type { ClassifierMemory } from './classifier-memory.ts'
import type { ClassifiedWork, ExtractedWork, Stage } from './stage.ts'

export interface ClassifyPorts {
  readonly memory: ClassifierMemory
  readonly documentTypes: DocumentTypes
  readonly orgUnits: OrgUnits
}

/** Asks what kind of document this is, which unit works on such ones, and which earlier ones are like it. */
export function createClassifyStage(ports: ClassifyPorts): Stage<ExtractedWork, ClassifiedWork> {
  return async function classify(work, { actor, signal }) {
    const { documentType, orgUnit } = await ports.memory.classifiers(actor, signal)
    const types = await ports.documentTypes.list(actor, signal)
    const units = await ports.orgUnits.list(actor, signal)
    const features = featuresOf(classifiableDocument(work.pages, work.extracted, work.item.channel))
    const retiredTypes = new Set(types.filter((type) => type.retired).map(({ id }) => id))
    const closedUnits = new Set(units.filter((unit) => !isActive(unit, work.today)).map(({ id }) => id))
    const neighbours = [documentType, orgUnit].flatMap((classifier) =>
      classifier.nearestExamples(features.packed, MAX_SIMILAR),
    )
    return {
      ...work,
      documentType: documentType.predict(features, { retired: retiredTypes }),
      orgUnit: orgUnit.predict(features, { retired: closedUnits }),
      additions: { ...work.additions, similar: similarDocuments(work.document.id, neighbours) },
    }
  }
}
