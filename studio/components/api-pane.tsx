import {Button, Card, Flex, Stack, Tab, TabList, TabPanel, Text} from '@sanity/ui'
import {Code} from '@sanity/ui/code'
import {diffJson} from 'diff'
import {useEffect, useState} from 'react'
import type {UserViewComponent} from 'sanity/structure'
import {COLLECTION_OF_TYPE, documentPath} from '../../schemas/api/v1/links.ts'
import {isPageType} from '../../schemas/documents/type-lists.ts'
import {previewUrl, publishedUrl} from '../preview-addresses.ts'
import type {Draft} from '../review-state.ts'

/** Enough for typing to pause before the site is asked again. Milliseconds. */
const SETTLE_MS = 800

type Answer =
  | {readonly kind: 'found'; readonly body: object}
  | {readonly kind: 'none'}
  | {readonly kind: 'problem'; readonly text: string}

/**
 * The JSON that partners will get from this page, exactly, and what publishing would change in it.
 * Both come from the site, which makes them as the publisher does.
 */
export const ApiPane: UserViewComponent = ({document, schemaType}) => {
  const displayed: Draft = document.displayed
  const path = apiPath(schemaType.name, displayed)
  const revision = String(displayed['_updatedAt'] ?? '')
  const draft = useJson(path === undefined ? undefined : previewUrl(path), revision)
  const published = useJson(path === undefined ? undefined : publishedUrl(path), revision)
  const [view, setView] = useState<'changes' | 'json'>('changes')
  if (path === undefined) return <Message text="Give the page an address first, under Content." />
  return (
    <Stack gap={4} padding={4} data-testid="api-pane">
      <Flex align="center" gap={3} justify="space-between" wrap="wrap">
        <Text size={1} muted style={{overflowWrap: 'anywhere'}}>
          {path}
        </Text>
        <Button
          as="a"
          href={publishedUrl(path)}
          target="_blank"
          rel="noreferrer"
          mode="ghost"
          fontSize={1}
          padding={2}
          text="Open the published file"
        />
      </Flex>
      <TabList gap={1}>
        <Tab
          aria-controls="api-changes"
          id="api-changes-tab"
          label="What publishing would change"
          selected={view === 'changes'}
          onClick={() => setView('changes')}
        />
        <Tab
          aria-controls="api-json"
          id="api-json-tab"
          label="Whole JSON"
          selected={view === 'json'}
          onClick={() => setView('json')}
        />
      </TabList>
      {view === 'changes' ? (
        <TabPanel aria-labelledby="api-changes-tab" id="api-changes">
          <Changes draft={draft} published={published} />
        </TabPanel>
      ) : (
        <TabPanel aria-labelledby="api-json-tab" id="api-json">
          <Whole answer={draft} />
        </TabPanel>
      )}
    </Stack>
  )
}

function apiPath(type: string, document: Draft) {
  const {slug, language} = document
  if (!isPageType(type) || typeof language !== 'string') return undefined
  if (typeof slug !== 'object' || slug === null || !('current' in slug)) return undefined
  return typeof slug.current === 'string'
    ? documentPath(language, COLLECTION_OF_TYPE[type], slug.current)
    : undefined
}

function useJson(url: string | undefined, revision: string): Answer | undefined {
  const [answer, setAnswer] = useState<Answer>()
  useEffect(() => {
    if (url === undefined) return
    const stop = new AbortController()
    const timer = setTimeout(() => {
      // The fragment stays here: it only makes every revision a request of its own.
      fetchJson(`${url}#${revision}`, stop.signal)
        .then(setAnswer)
        .catch(() => {
          if (!stop.signal.aborted)
            setAnswer({
              kind: 'problem',
              text: 'The site does not answer. It runs with “npm start”; then open this pane again.',
            })
        })
    }, SETTLE_MS)
    return () => {
      clearTimeout(timer)
      stop.abort()
    }
  }, [url, revision])
  return answer
}

async function fetchJson(url: string, signal: AbortSignal): Promise<Answer> {
  const response = await fetch(url, {
    signal,
    cache: 'no-store',
    headers: {Accept: 'application/json'},
  })
  if (response.status === 404 || response.status === 410) return {kind: 'none'}
  const body: unknown = await response.json()
  if (response.ok && typeof body === 'object' && body !== null) return {kind: 'found', body}
  return {kind: 'problem', text: problemIn(body)}
}

/** The site's own words on why a draft makes no API document yet. */
function problemIn(body: unknown) {
  if (typeof body !== 'object' || body === null) return 'The site gave no JSON for this page.'
  if ('errors' in body && Array.isArray(body.errors) && body.errors.length > 0)
    return body.errors
      .map((error) => (typeof error === 'string' ? error : JSON.stringify(error)))
      .join('\n')
  if ('message' in body && typeof body.message === 'string') return body.message
  return 'This draft cannot be published yet. The form shows what is missing.'
}

function Whole({answer}: {answer: Answer | undefined}) {
  if (answer === undefined) return <Message text="Asking the site …" />
  if (answer.kind === 'problem') return <Message text={answer.text} tone="caution" />
  if (answer.kind === 'none') return <Message text="This page is not in the API yet." />
  return (
    <Card padding={3} radius={2} border overflow="auto">
      <Code language="json" size={1}>
        {JSON.stringify(answer.body, null, 2)}
      </Code>
    </Card>
  )
}

function Changes({draft, published}: {draft: Answer | undefined; published: Answer | undefined}) {
  if (draft === undefined || published === undefined) return <Message text="Asking the site …" />
  if (draft.kind === 'problem') return <Message text={draft.text} tone="caution" />
  if (published.kind === 'problem') return <Message text={published.text} tone="caution" />
  if (draft.kind === 'none') return <Message text="This draft is not in the API yet." />
  const before = published.kind === 'found' ? published.body : {}
  const parts = diffJson(before, draft.body)
  const changed = parts.filter((part) => part.added || part.removed)
  if (changed.length === 0)
    return <Message text="Nothing: partners already have exactly this." tone="positive" />
  return (
    <Stack gap={3}>
      {published.kind === 'none' && <Message text="New in the API: there is no published file." />}
      <Card padding={3} radius={2} border overflow="auto">
        <pre style={{margin: 0, fontSize: 13, lineHeight: 1.5}}>
          {parts.map((part, index) => (
            <DiffPart key={index} {...part} />
          ))}
        </pre>
      </Card>
    </Stack>
  )
}

/** Unchanged stretches are cut to the lines around a change. */
const CONTEXT_LINES = 2

function DiffPart({value, added, removed}: {value: string; added?: boolean; removed?: boolean}) {
  const lines = value.replace(/\n$/, '').split('\n')
  if (added) return <ins style={lineStyle('#d9f2e3')}>{marked(lines, '+')}</ins>
  if (removed) return <del style={lineStyle('#fbe1df')}>{marked(lines, '−')}</del>
  const shown =
    lines.length > 2 * CONTEXT_LINES + 1
      ? [...lines.slice(0, CONTEXT_LINES), '…', ...lines.slice(-CONTEXT_LINES)]
      : lines
  return <span style={{display: 'block', opacity: 0.7}}>{marked(shown, ' ')}</span>
}

function lineStyle(background: string) {
  return {
    display: 'block',
    background,
    color: '#1b1d27',
    textDecoration: 'none',
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
  } as const
}

function marked(lines: readonly string[], mark: string) {
  return lines.map((line) => `${mark} ${line}`).join('\n')
}

function Message({
  text,
  tone = 'transparent',
}: {
  text: string
  tone?: 'transparent' | 'caution' | 'positive'
}) {
  return (
    <Card padding={3} radius={2} tone={tone}>
      <Text size={1} style={{whiteSpace: 'pre-line'}}>
        {text}
      </Text>
    </Card>
  )
}
