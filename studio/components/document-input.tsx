import {Badge, Card, Flex, Stack, Text} from '@sanity/ui'
import {useDeferredValue, useMemo} from 'react'
import type {ObjectInputProps} from 'sanity'
import {MAX_GRADE, readingGrade, TARGET_GRADE} from '../../schemas/rules/editorial/reading-grade.ts'
import {useGlossary} from '../glossary.ts'
import {type Draft, reviewState, today} from '../review-state.ts'
import {guideUrl} from './guide-link.tsx'

/** A page's form with a line above it that says how the document stands. */
export function DocumentInput(props: ObjectInputProps) {
  return (
    <Stack gap={5}>
      <DocumentStatus document={props.value ?? {}} />
      {props.renderDefault(props)}
    </Stack>
  )
}

function DocumentStatus({document}: {document: Draft}) {
  // Counting syllables may lag behind the keys: the form stays in front.
  const settled = useDeferredValue(document)
  return (
    <Card padding={3} radius={2} tone="transparent" data-testid="document-status">
      <Flex align="center" gap={4} wrap="wrap">
        <ReviewLine document={settled} />
        <ReadingLine document={settled} />
        <Text size={1}>
          <a href={guideUrl()} target="_blank" rel="noreferrer">
            Editorial guide
          </a>
        </Text>
      </Flex>
    </Card>
  )
}

function ReviewLine({document}: {document: Draft}) {
  const state = reviewState(document, today())
  switch (state.kind) {
    case 'withdrawn':
      return (
        <Line
          tone="critical"
          label="Withdrawn"
          text="Readers see the reason instead of the page."
        />
      )
    case 'never':
      return <Line tone="caution" label="Not reviewed" text="No clinician has checked it yet." />
    case 'overdue':
      return <Line tone="critical" label="Review overdue" text={`Was due on ${state.next}.`} />
    case 'soon':
      return <Line tone="caution" label="Review due soon" text={`Due by ${state.next}.`} />
    case 'current':
      return (
        <Line tone="positive" label="Reviewed" text={`On ${state.last}, next by ${state.next}.`} />
      )
  }
}

function ReadingLine({document}: {document: Draft}) {
  const glossary = useGlossary()
  const reading = useMemo(() => {
    const {_id: id, _type: type} = document
    if (glossary === undefined || typeof id !== 'string' || typeof type !== 'string')
      return undefined
    return readingGrade({...document, _id: id, _type: type}, glossary)
  }, [document, glossary])
  if (reading === undefined) return null
  const {grade, words} = reading
  const tone = grade <= TARGET_GRADE ? 'positive' : grade <= MAX_GRADE ? 'caution' : 'critical'
  return (
    <Line
      tone={tone}
      label={`Reading grade ${grade.toFixed(1)}`}
      text={`${words} words. Aim at ${TARGET_GRADE} or below.`}
    />
  )
}

function Line({
  tone,
  label,
  text,
}: {
  tone: 'positive' | 'caution' | 'critical'
  label: string
  text: string
}) {
  return (
    <Flex align="center" gap={2}>
      <Badge tone={tone} fontSize={1} style={{whiteSpace: 'nowrap', flex: 'none'}}>
        {label}
      </Badge>
      <Text size={1} muted>
        {text}
      </Text>
    </Flex>
  )
}
