import {ArrowRightIcon} from '@sanity/icons/ArrowRight'
import {defineField, defineType} from '@sanity/types'
import {PAGE_TYPES} from '../type-lists.ts'
import {matches} from '../../objects/fields.ts'
import {linkTo} from '../../objects/link-field.ts'
import {RedirectSource} from './redirect.query.ts'

export const redirectSchema = defineType({
  name: 'redirect',
  title: 'Redirect',
  type: 'document',
  icon: ArrowRightIcon,
  description:
    'Leads an old address somewhere else. Changed addresses of our own pages need none: they redirect by themselves.',
  orderings: [{name: 'fromAsc', title: 'Address, A to Z', by: [{field: 'from', direction: 'asc'}]}],
  fields: [
    defineField({
      name: 'from',
      title: 'Old address',
      description: 'Path with language and a slash at both ends, for example /en/old-name/.',
      type: 'string',
      options: {search: {weight: 10}},
      validation: (rule) => [
        rule.required().error('Write the old address, for example /en/old-name/.'),
        rule.custom(
          matches(
            RedirectSource.shape.from.nullable(),
            'Write a path such as /en/old-name/: language first, lower case, a slash at both ends.',
          ),
        ),
      ],
    }),
    defineField({
      name: 'toDocument',
      title: 'Leads to our page',
      description: 'The usual case. Follows the page when its address changes.',
      ...linkTo(PAGE_TYPES),
      validation: (rule) =>
        rule.custom((target, {document}) =>
          (target?._ref === undefined) !== (document?.['toUrl'] === undefined)
            ? true
            : 'Choose either one of our pages or an https address, not both.',
        ),
    }),
    defineField({
      name: 'toUrl',
      title: 'Leads to another website',
      description: 'https address.',
      type: 'url',
      hidden: ({document}) =>
        document?.['toDocument'] !== undefined && document['toUrl'] === undefined,
      validation: (rule) =>
        rule.uri({scheme: ['https']}).error('Give a full address that starts with https://.'),
    }),
    defineField({
      name: 'permanent',
      title: 'For good',
      description: 'Search engines forget the old address. Off: only for a while.',
      type: 'boolean',
      initialValue: true,
      validation: (rule) => rule.required().error('Switch it on or off.'),
    }),
  ],
  preview: {
    select: {
      title: 'from',
      page: 'toDocument.title',
      question: 'toDocument.question',
      toUrl: 'toUrl',
    },
    prepare: ({title, page, question, toUrl}) => ({
      title,
      subtitle: `→ ${page ?? question ?? toUrl ?? 'nowhere yet'}`,
    }),
  },
})
