import {expectTypeOf, test} from 'vitest'
import type {z} from 'zod'
import type {ConditionSource} from '../../schemas/documents/condition/condition.query.ts'
import type {ContributorSource} from '../../schemas/documents/contributor/contributor.query.ts'
import type {FaqSource} from '../../schemas/documents/faq/faq.query.ts'
import type {GlossaryTermSource} from '../../schemas/documents/glossary-term/glossary-term.query.ts'
import type {ProcedureSource} from '../../schemas/documents/procedure/procedure.query.ts'
import type {RedirectSource} from '../../schemas/documents/redirect/redirect.query.ts'
import type {SiteSettingsSource} from '../../schemas/documents/site-settings/site-settings.query.ts'
import type {SourceSource} from '../../schemas/documents/source/source.query.ts'
import type {TechniqueSource} from '../../schemas/documents/technique/technique.query.ts'
import type {TopicSource} from '../../schemas/documents/topic/topic.query.ts'
import type {
  ConditionQueryResult,
  ContributorQueryResult,
  FaqQueryResult,
  GlossaryTermQueryResult,
  ProcedureQueryResult,
  RedirectQueryResult,
  SiteSettingsQueryResult,
  SourceQueryResult,
  TechniqueQueryResult,
  TopicQueryResult,
} from '../../schemas/generated/sanity.types.ts'

/**
 * What editors can fill in (Sanity schema, seen through the GROQ query) against what the build
 * accepts (zod): names, choices and nesting. Whether a field may be empty is left out here, because
 * Sanity's generator calls every nested field optional; required.test.ts holds that instead.
 */

/** The same type with nothing optional and nothing null, all the way down. */
type Filled<T> = T extends readonly (infer Item)[]
  ? Filled<Item>[]
  : T extends object
    ? {[K in keyof T]-?: Filled<NonNullable<T[K]>>}
    : NonNullable<T>

type Drift<Result extends readonly object[], Source extends z.ZodType> = {
  lake: Filled<Result[number]>
  build: Filled<z.input<Source>>
}

test('what an editor can fill in has the shape that the build accepts', () => {
  type Procedure = Drift<ProcedureQueryResult, typeof ProcedureSource>
  expectTypeOf<Procedure['lake']>().toExtend<Procedure['build']>()
  type Technique = Drift<TechniqueQueryResult, typeof TechniqueSource>
  expectTypeOf<Technique['lake']>().toExtend<Technique['build']>()
  type Condition = Drift<ConditionQueryResult, typeof ConditionSource>
  expectTypeOf<Condition['lake']>().toExtend<Condition['build']>()
  type Faq = Drift<FaqQueryResult, typeof FaqSource>
  expectTypeOf<Faq['lake']>().toExtend<Faq['build']>()
  type Topic = Drift<TopicQueryResult, typeof TopicSource>
  expectTypeOf<Topic['lake']>().toExtend<Topic['build']>()
  type Source = Drift<SourceQueryResult, typeof SourceSource>
  expectTypeOf<Source['lake']>().toExtend<Source['build']>()
  type Contributor = Drift<ContributorQueryResult, typeof ContributorSource>
  expectTypeOf<Contributor['lake']>().toExtend<Contributor['build']>()
  type GlossaryTerm = Drift<GlossaryTermQueryResult, typeof GlossaryTermSource>
  expectTypeOf<GlossaryTerm['lake']>().toExtend<GlossaryTerm['build']>()
  type SiteSettings = Drift<SiteSettingsQueryResult, typeof SiteSettingsSource>
  expectTypeOf<SiteSettings['lake']>().toExtend<SiteSettings['build']>()
  type Redirect = Drift<RedirectQueryResult, typeof RedirectSource>
  expectTypeOf<Redirect['lake']>().toExtend<Redirect['build']>()
})
