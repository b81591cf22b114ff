import {DocumentRemoveIcon} from '@sanity/icons/DocumentRemove'
import {UndoIcon} from '@sanity/icons/Undo'
import {Button, Card, Flex, Select, Stack, Text, TextArea} from '@sanity/ui'
import {useToast} from '@sanity/ui/toast'
import {useEffect, useState} from 'react'
import {type DocumentActionComponent, useClient, useDocumentOperation} from 'sanity'
import {BASE_LANGUAGE} from '../../schemas/languages/index.ts'
import {PAGE_TYPES} from '../../schemas/documents/type-lists.ts'
import {SANITY_API_VERSION} from '../../schemas/lib/sanity-api.ts'
import {today} from '../review-state.ts'

const MIN_REASON_CHARS = 10
const MAX_REASON_CHARS = 300

interface Page {
  readonly _id: string
  readonly name: string
}

const PAGES_QUERY = `*[_type in $types && language == $language && status != "withdrawn" &&
  _id != $id]{_id, "name": coalesce(title, question)} | order(name asc)`

/**
 * Takes a published page back at once, whatever else its draft holds: readers and partners get the
 * reason and the page to read instead.
 */
export const WithdrawAction: DocumentActionComponent = (props) => {
  const client = useClient({apiVersion: SANITY_API_VERSION})
  const [isOpen, setIsOpen] = useState(false)
  const toast = useToast()
  const {published, draft, id} = props
  if (published === null || published['status'] === 'withdrawn') return null
  const close = () => setIsOpen(false)
  const withdraw = async (reason: string, replacement: string) => {
    const change = {
      status: 'withdrawn',
      withdrawal: {
        reason,
        date: today(),
        ...(replacement === '' ? {} : {replacement: {_type: 'reference', _ref: replacement}}),
      },
    }
    const transaction = client.transaction().patch(id, {set: change})
    if (draft !== null) transaction.patch(draft._id, {set: change})
    try {
      await transaction.commit({tag: 'withdraw'})
      close()
      toast.push({
        status: 'success',
        title: 'Withdrawn',
        description: 'Readers and partners are told with the next publish of the site.',
      })
    } catch (error) {
      toast.push({
        status: 'error',
        title: 'The page could not be withdrawn and is still public',
        description: error instanceof Error ? error.message : 'Try again.',
      })
    }
  }
  const language = published['language']
  return {
    label: 'Withdraw',
    icon: DocumentRemoveIcon,
    tone: 'critical',
    onHandle: () => setIsOpen(true),
    dialog: isOpen && {
      type: 'dialog',
      header: 'Withdraw this page',
      onClose: close,
      content: (
        <WithdrawForm
          id={id}
          language={typeof language === 'string' ? language : BASE_LANGUAGE}
          onCancel={close}
          onWithdraw={withdraw}
        />
      ),
    },
  }
}

function WithdrawForm({
  id,
  language,
  onCancel,
  onWithdraw,
}: {
  id: string
  language: string
  onCancel: () => void
  onWithdraw: (reason: string, replacement: string) => Promise<void>
}) {
  const client = useClient({apiVersion: SANITY_API_VERSION})
  const [pages, setPages] = useState<readonly Page[]>([])
  const [reason, setReason] = useState('')
  const [replacement, setReplacement] = useState('')
  const [isBusy, setIsBusy] = useState(false)
  useEffect(() => {
    const subscription = client.observable
      .fetch<Page[]>(
        PAGES_QUERY,
        {types: PAGE_TYPES, language, id},
        {perspective: 'published', tag: 'replacements'},
      )
      .subscribe({
        next: setPages,
        error: (error: unknown) => console.error('[studio] pages could not be read', error),
      })
    return () => subscription.unsubscribe()
  }, [client, id, language])
  const length = reason.trim().length
  return (
    <Stack gap={5} padding={1}>
      <Card padding={3} radius={2} tone="critical">
        <Text size={1}>
          The page disappears for readers, partners and widgets as soon as the site is published
          again. Its address stays and tells the reason.
        </Text>
      </Card>
      <Stack gap={3}>
        <Text size={1} weight="medium" as="label" htmlFor="withdraw-reason">
          Reason, shown to readers
        </Text>
        <TextArea
          id="withdraw-reason"
          rows={3}
          maxLength={MAX_REASON_CHARS}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <Text size={1} muted>
          One or two plain sentences, {MIN_REASON_CHARS} to {MAX_REASON_CHARS} characters.
        </Text>
      </Stack>
      <Stack gap={3}>
        <Text size={1} weight="medium" as="label" htmlFor="withdraw-replacement">
          Read instead
        </Text>
        <Select
          id="withdraw-replacement"
          value={replacement}
          onChange={(event) => setReplacement(event.currentTarget.value)}
        >
          <option value="">No other page</option>
          {pages.map((page) => (
            <option key={page._id} value={page._id}>
              {page.name}
            </option>
          ))}
        </Select>
      </Stack>
      <Flex gap={2} justify="flex-end">
        <Button mode="bleed" text="Cancel" onClick={onCancel} />
        <Button
          tone="critical"
          text="Withdraw now"
          loading={isBusy}
          disabled={length < MIN_REASON_CHARS || isBusy}
          onClick={async () => {
            setIsBusy(true)
            await onWithdraw(reason.trim(), replacement)
            setIsBusy(false)
          }}
        />
      </Flex>
    </Stack>
  )
}

/** Brings a withdrawn page back as a draft; it returns to readers when the draft is published. */
export const ReinstateAction: DocumentActionComponent = (props) => {
  const {patch} = useDocumentOperation(props.id, props.type)
  const toast = useToast()
  if ((props.draft ?? props.published)?.['status'] !== 'withdrawn') return null
  return {
    label: 'Bring back',
    icon: UndoIcon,
    disabled: patch.disabled !== false,
    onHandle: () => {
      patch.execute([{set: {status: 'active'}}, {unset: ['withdrawal']}])
      toast.push({
        status: 'success',
        title: 'Brought back as a draft',
        description: 'Check the page, then press Publish.',
      })
    },
  }
}
