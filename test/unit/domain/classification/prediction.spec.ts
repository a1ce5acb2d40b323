import { expect } from 'chai'
import { createClassifier } from '../../../../src/domain/classification/classifier.ts'
import { proposalsOfPrediction } from '../../../../src/domain/classification/prediction.ts'
import { featuresOfText, letterOf } from './documents.ts'
import { taught } from './taught-classifier.ts'

describe('proposalsOfPrediction', function () {
  it('gives the best labels with reasons', function () {
    const classifier = taught(6)
    const { proposals } = proposalsOfPrediction(classifier.predict(featuresOfText(letterOf('rechnung', 3))))
    expect(proposals[0]).to.deep.include({ value: 'rechnung', details: { examples: '6' } })
    expect(proposals[0]?.reasons[0]?.text).to.match(/spricht dafür/)
  })
  it('gives none when the machine abstains', function () {
    const prediction = createClassifier({ task: 'documentType' }).predict(featuresOfText('x'))
    expect(proposalsOfPrediction(prediction)).to.deep.equal({
      proposals: [],
      abstained: 'Es ist noch kein Beispiel gelernt.',
    })
  })
})
