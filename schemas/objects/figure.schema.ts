import {defineField, defineType} from '@sanity/types'

export const figureSchema = defineType({
  name: 'figure',
  title: 'Picture',
  type: 'image',
  options: {hotspot: true, accept: 'image/png,image/jpeg,image/webp'},
  fields: [
    defineField({
      name: 'alt',
      title: 'What the picture shows',
      description:
        '5 to 150 characters for people who cannot see it. Say what matters, not “image of”.',
      type: 'string',
      options: {counts: [{unit: 'characters', min: 5, max: 150}]},
      hidden: ({parent}) => parent?.decorative === true,
    }),
    defineField({
      name: 'decorative',
      title: 'Decoration only',
      description: 'The picture tells nothing that the text does not. Screen readers skip it.',
      type: 'boolean',
    }),
    defineField({
      name: 'caption',
      title: 'Caption',
      description: 'Shown below the picture, at most 200 characters.',
      type: 'string',
      validation: (rule) => rule.max(200),
    }),
    defineField({
      name: 'credit',
      title: 'Credit',
      description: 'Who made the picture.',
      type: 'string',
      validation: (rule) => rule.max(120),
    }),
    defineField({
      name: 'licence',
      title: 'License',
      description: 'On what terms it may be used and passed on, for example “CC BY 4.0”.',
      type: 'string',
      validation: (rule) => rule.max(120),
    }),
  ],
  preview: {
    select: {alt: 'alt', caption: 'caption', decorative: 'decorative', media: 'asset'},
    prepare: ({alt, caption, decorative, media}) => ({
      title: alt ?? (decorative ? 'Decoration' : 'No description yet'),
      subtitle: caption,
      media,
    }),
  },
})
