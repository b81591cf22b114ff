import {CheckmarkCircleIcon} from '@sanity/icons/CheckmarkCircle'
import {Button, Card, Checkbox, Flex, Stack, Text, TextInput} from '@sanity/ui'
import {useToast} from '@sanity/ui/toast'
import {useEffect, useState} from 'react'
import {type DocumentActionComponent, useClient, useDocumentOperation} from 'sanity'
import {SANITY_API_VERSION} from '../../schemas/lib/sanity-api.ts'
import {today} from '../review-state.ts'

interface Reviewer {
  readonly _id: string
  readonly name: string
  readonly credentials: string
}

/** Only clinicians with credentials may review (NHS standard for creating health content, 1). */
const REVIEWERS_QUERY = `*[_type == "contributor" && role == "clinician" && active != false &&
  defined(credentials)] | order(name asc){_id, name, credentials}`

/** Records who checked the whole page, and when. Publishing never does this by itself. */
export const MarkReviewedAction: DocumentActionComponent = (props) => {
  const {patch} = useDocumentOperation(props.id, props.type)
  const [isOpen, setIsOpen] = useState(false)
  const toast = useToast()
  const document = props.draft ?? props.published
  if (document === null || document['status'] === 'withdrawn') return null
  const close = () => setIsOpen(false)
  const mark = (date: string, reviewers: readonly string[]) => {
    patch.execute([
      {setIfMissing: {review: {}}},
      {setIfMissing: {'review.approvedAt': new Date().toISOString()}},
      {
        set: {
          'review.lastReviewed': date,
          'review.reviewedBy': reviewers.map((id) => ({_key: id, _type: 'reference', _ref: id})),
        },
      },
    ])
    close()
    toast.push({
      status: 'success',
      title: 'Marked as reviewed',
      description: 'Press Publish to show it to readers.',
    })
  }
  return {
    label: 'Mark as reviewed',
    icon: CheckmarkCircleIcon,
    disabled: patch.disabled !== false,
    onHandle: () => setIsOpen(true),
    dialog: isOpen && {
      type: 'dialog',
      header: 'Mark as reviewed',
      onClose: close,
      content: <ReviewForm authors={authorsOf(document)} onCancel={close} onMark={mark} />,
    },
  }
}

function authorsOf(document: Readonly<Record<string, unknown>>): readonly string[] {
  const authors = document['authors']
  if (!Array.isArray(authors)) return []
  return authors.flatMap((author) => (typeof author?._ref === 'string' ? [author._ref] : []))
}

function ReviewForm({
  authors,
  onCancel,
  onMark,
}: {
  authors: readonly string[]
  onCancel: () => void
  onMark: (date: string, reviewers: readonly string[]) => void
}) {
  const client = useClient({apiVersion: SANITY_API_VERSION})
  const [reviewers, setReviewers] = useState<readonly Reviewer[]>()
  const [failed, setFailed] = useState(false)
  const [chosen, setChosen] = useState<readonly string[]>([])
  const [date, setDate] = useState(today())
  useEffect(() => {
    const subscription = client.observable
      .fetch<Reviewer[]>(REVIEWERS_QUERY, {}, {perspective: 'published', tag: 'reviewers'})
      .subscribe({next: setReviewers, error: () => setFailed(true)})
    return () => subscription.unsubscribe()
  }, [client])
  const isFuture = date > today()
  const onlyAuthor = chosen.length === 1 && authors.length === 1 && chosen[0] === authors[0]
  return (
    <Stack gap={5} padding={1}>
      <Text size={1} muted>
        This says that a clinician has checked the whole page: text, sources, risks and warning
        signs. A change of wording alone is no review.
      </Text>
      <Stack gap={4} role="group" aria-labelledby="reviewed-by">
        <Text size={1} weight="medium" id="reviewed-by">
          Reviewed by
        </Text>
        {failed && (
          <Note text="The list of clinicians could not be read. Close this and try again." />
        )}
        {reviewers?.length === 0 && (
          <Note text="There is no clinician yet. Add one under Contributors, with role Clinician and credentials, and publish it." />
        )}
        {reviewers?.map(({_id: id, name, credentials}) => (
          <Flex key={id} align="center" gap={3} as="label">
            <Checkbox
              checked={chosen.includes(id)}
              onChange={(event) =>
                setChosen(
                  event.currentTarget.checked
                    ? [...chosen, id]
                    : chosen.filter((other) => other !== id),
                )
              }
            />
            <Text size={1}>
              {name}, {credentials}
            </Text>
          </Flex>
        ))}
      </Stack>
      <Stack gap={3}>
        <Text size={1} weight="medium" as="label" htmlFor="review-date">
          On
        </Text>
        <TextInput
          id="review-date"
          type="date"
          max={today()}
          value={date}
          onChange={(event) => setDate(event.currentTarget.value)}
        />
      </Stack>
      {isFuture && <Note text="A review cannot lie in the future." />}
      {onlyAuthor && <Note text="The author alone cannot review: ask a second clinician." />}
      <Flex gap={2} justify="flex-end">
        <Button mode="bleed" text="Cancel" onClick={onCancel} />
        <Button
          tone="positive"
          text="Mark as reviewed"
          disabled={chosen.length === 0 || date === '' || isFuture || onlyAuthor}
          onClick={() => onMark(date, chosen)}
        />
      </Flex>
    </Stack>
  )
}

function Note({text}: {text: string}) {
  return (
    <Card padding={3} radius={2} tone="caution">
      <Text size={1}>{text}</Text>
    </Card>
  )
}
