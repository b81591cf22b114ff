import {Box, Card, Container, Flex, Grid, Heading, Stack, Text} from '@sanity/ui'
import type {ComponentType, ReactNode} from 'react'
import {useIntentLink} from 'sanity/router'
import {homePath, TYPE_OF_COLLECTION} from '../../schemas/api/v1/links.ts'
import {documents} from '../../schemas/documents/index.ts'
import {source} from '../../schemas/documents/source/index.ts'
import {NAVIGATION} from '../../schemas/documents/type-lists.ts'
import {BASE_LANGUAGE} from '../../schemas/languages/index.ts'
import {environment} from '../environment.ts'
import {FAQ_TEMPLATE, INJECTION_TEMPLATE} from '../template-ids.ts'
import {guideUrl} from './guide-link.tsx'

/** What an editor meets, in the order of the site's header; sources carry all of it. */
const KINDS = [...NAVIGATION.map((collection) => TYPE_OF_COLLECTION[collection]), source.type].map(
  (name) => documents.find(({type}) => type === name) ?? source,
)

const DAY = [
  {
    name: 'Write',
    text: 'Fill in the tabs from left to right. Counts and the reading grade follow as you type.',
  },
  {
    name: 'Link',
    text: 'Enter a link once, on the procedure. The condition shows “Treated by” all by itself.',
  },
  {
    name: 'Cite',
    text: 'Mark the words that make a claim and choose Citation. A benefit, a risk or a number without a source does not publish.',
  },
  {
    name: 'Look',
    text: 'Preview shows your draft on the real page. The API view shows the JSON that partners get.',
  },
  {
    name: 'Review',
    text: 'A clinician uses “Mark as reviewed”. Publishing alone never counts as a review.',
  },
  {
    name: 'Publish',
    text: 'Page, API and widgets follow at once. “Withdraw” takes a page back and tells readers why.',
  },
] as const

/** What an editor needs to know on the first day, in a minute. */
export function Welcome() {
  return (
    <Box overflow="auto" height="fill">
      <Container width={2} padding={5}>
        <Stack gap={6}>
          <Stack gap={4}>
            <Heading as="h1" size={3}>
              Written once, right everywhere
            </Heading>
            <Text size={2} muted>
              What you write here becomes pages for readers, JSON for partners and widgets on
              clinics’ sites. People act on it, so every statement is plain, sourced and reviewed.
            </Text>
          </Stack>
          <Flex gap={3} wrap="wrap">
            <CreateLink
              type="procedure"
              template={INJECTION_TEMPLATE}
              text="New injection procedure"
            />
            <CreateLink type="condition" template="condition" text="New condition" />
            <CreateLink type="faq" template={FAQ_TEMPLATE} text="New FAQ" />
          </Flex>
          <Section title="Kinds of documents">
            <Grid gridTemplateColumns={[1, 1, 2]} gap={3}>
              {KINDS.map(({type, plural, schema}) => (
                <Kind key={type} icon={schema.icon} name={plural} text={schema.description} />
              ))}
            </Grid>
          </Section>
          <Section title="From draft to reader">
            <Stack
              as="ol"
              gap={4}
              style={{margin: 0, paddingInlineStart: '1.25rem', listStyle: 'decimal'}}
            >
              {DAY.map(({name, text}) => (
                <li key={name}>
                  <Text size={1}>
                    <strong>{name}.</strong> {text}
                  </Text>
                </li>
              ))}
            </Stack>
          </Section>
          <Section title="Help">
            <Text size={1}>
              <a href={guideUrl()} target="_blank" rel="noreferrer">
                Editorial guide
              </a>
              {' · '}
              <a href={guideUrl('rules')} target="_blank" rel="noreferrer">
                What the rules mean
              </a>
              {' · '}
              <a
                href={`${environment.siteUrl}${homePath(BASE_LANGUAGE)}`}
                target="_blank"
                rel="noreferrer"
              >
                The published site
              </a>
            </Text>
          </Section>
        </Stack>
      </Container>
    </Box>
  )
}

function Section({title, children}: {title: string; children: React.ReactNode}) {
  return (
    <Stack gap={4}>
      <Heading as="h2" size={1}>
        {title}
      </Heading>
      {children}
    </Stack>
  )
}

function Kind({icon: Icon, name, text}: {icon: ComponentType; name: string; text: ReactNode}) {
  return (
    <Card padding={3} radius={2} border>
      <Flex gap={3}>
        <Text size={2}>
          <Icon />
        </Text>
        <Stack gap={3}>
          <Text size={1} weight="semibold">
            {name}
          </Text>
          <Text size={1} muted>
            {text}
          </Text>
        </Stack>
      </Flex>
    </Card>
  )
}

function CreateLink({type, template, text}: {type: string; template: string; text: string}) {
  const {href, onClick} = useIntentLink({intent: 'create', params: {type, template}})
  return (
    <Card as="a" href={href} onClick={onClick} padding={3} radius={2} tone="primary" border>
      <Text size={1} weight="medium">
        {text}
      </Text>
    </Card>
  )
}
