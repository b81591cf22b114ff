import {defineRule} from '../rule.ts'
import {isOfType, refOf} from '../value.ts'
import {objectsOf, pathOf} from '../walk.ts'

const AGE_YEARS = 10

export const r34 = defineRule({
  id: 'R34',
  severity: 'warning',
  title: 'Cited sources are current',
  source: {
    name: 'NHS standard for creating health content, evidence',
    url: 'https://service-manual.nhs.uk/content/standard-for-creating-health-content',
  },
  needs: 'dataset',
  *check(document, {dataset, today}) {
    for (const node of objectsOf(document, 'citation')) {
      const ref = refOf(node.value.source)
      const source = ref === undefined ? undefined : dataset.byId.get(ref)
      if (source?._type !== 'source') continue
      const {status} = source
      if (status !== 'superseded' && status !== 'withdrawn') continue
      const successor = refOf(source.supersededBy)
      yield {
        path: [...pathOf(node), 'source'],
        value: ref,
        message: `cites a ${status} source`,
        hint: successor
          ? `Check the claim against ${successor} and cite that.`
          : 'Check whether the claim still stands, and cite what says so today.',
      }
    }
    if (!isOfType(document, ['source'])) return
    const {year} = document
    // A publisher's page is kept up to date; a study stays as old as it is.
    if (typeof year !== 'number' || Number(today.slice(0, 4)) - year <= AGE_YEARS) return
    yield {
      path: ['year'],
      severity: 'report',
      value: year,
      message: `is more than ${AGE_YEARS} years ago`,
      hint: 'Look for newer evidence at the next review.',
    }
  },
})
