import { isActive } from '../domain/access/organisation.ts'
import { classifiableDocument } from '../domain/classification/classifiable-document.ts'
import { featuresOf, type DocumentFeatures } from '../domain/classification/features.ts'
import type { Classifier } from '../domain/classification/classifier.ts'
import type { Clock } from '../ports/clock.ts'
import type { DocumentTypes, OrgUnits } from '../ports/organisation.ts'
import type { ClassifierMemory } from './classifier-memory.ts'
import type { Classification, ClassifiedWork, ExtractedWork, Stage } from './stage.ts'

export interface ClassifyPorts {
  readonly memory: ClassifierMemory
  readonly documentTypes: DocumentTypes
  readonly orgUnits: OrgUnits
  readonly clock: Clock
}

const NEAREST = 5

/** Asks what kind of document this is and which unit works on such ones. */
export function createClassifyStage(ports: ClassifyPorts): Stage<ExtractedWork, ClassifiedWork> {
  return async function classify(work, { actor, signal }) {
    const { documentType, orgUnit } = await ports.memory.classifiers(actor, signal)
    const types = await ports.documentTypes.list(actor, signal)
    const units = await ports.orgUnits.list(actor, signal)
    const now = ports.clock.now()
    const features = featuresOf(classifiableDocument(work.pages, work.extracted, work.item.channel))
    return {
      ...work,
      documentType: ask(
        documentType,
        features,
        new Set(types.filter((type) => type.retired).map(({ id }) => id)),
      ),
      orgUnit: ask(
        orgUnit,
        features,
        new Set(units.filter((unit) => !isActive(unit, now)).map(({ id }) => id)),
      ),
    }
  }
}

function ask(
  classifier: Classifier,
  features: DocumentFeatures,
  retired: ReadonlySet<string>,
): Classification {
  return {
    prediction: classifier.predict(features, { retired }),
    nearest: classifier.nearestExamples(features.packed, NEAREST),
  }
}
