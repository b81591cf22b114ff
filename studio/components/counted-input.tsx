import {Flex, Stack, Text} from '@sanity/ui'
import type {InputProps} from 'sanity'
import type {TextCount} from '../../schemas/objects/fields.ts'
import {wordCount} from '../../schemas/rules/value.ts'

/** Any input; below texts with a wished length, the count so far. */
export function CountedInput(props: InputProps) {
  const counts = props.schemaType.options?.counts
  if (!Array.isArray(counts) || counts.length === 0) return props.renderDefault(props)
  const text = typeof props.value === 'string' ? props.value : ''
  return (
    <Stack gap={2}>
      {props.renderDefault(props)}
      <Flex gap={3}>
        {counts.map((count: TextCount) => (
          <Count key={count.unit} count={count} text={text} />
        ))}
      </Flex>
    </Stack>
  )
}

function Count({count: {unit, min, max}, text}: {count: TextCount; text: string}) {
  const length = unit === 'words' ? wordCount(text) : text.length
  const fits = length <= max && length >= (min ?? 0)
  const wanted = min === undefined ? `up to ${max}` : `${min} to ${max}`
  return (
    <Text size={1} muted={fits || length === 0} accent={!fits && length > 0} aria-live="off">
      {length} {unit} · {wanted}
    </Text>
  )
}
