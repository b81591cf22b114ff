import type {Change, Changes} from './changes.ts'
import type {Job} from './job.ts'
import type {Failure} from './site/run.ts'

type Say = (text: string) => void

/**
 * Follows saves for ever: makes anew, from the sources as they are, what of the job they concern, and
 * says what and why. Whoever asks the site meanwhile waits for the outcome.
 */
export async function followChanges({
  changes,
  job,
  say,
}: {
  readonly changes: Changes
  readonly job: Job
  readonly say: Say
}): Promise<never> {
  const due = new Set<Change['part']>()
  for (;;) {
    const saved = await changes.next()
    for (const {part} of saved) due.add(part)
    if (saved.length > 0) await makeAnew(due, namesOf(saved), job, say)
    if (!changes.isPending) job.open()
  }
}

/** @param due what failed stays in it, so that mending one file brings in what was saved earlier */
async function makeAnew(due: Set<Change['part']>, files: string, job: Job, say: Say) {
  const attempt = async (doing: string, action: () => Promise<Failure | undefined>) => {
    say(`${files} changed: ${doing} …`)
    const start = performance.now()
    const failure = await action()
    const seconds = ((performance.now() - start) / 1000).toFixed(1)
    const outcome = failure
      ? `${failure.text}\n${failure.isContent ? CONTENT_FAILED : CODE_FAILED}`
      : `done in ${seconds} s`
    say(outcome.replaceAll(/^/gm, '  '))
    return failure === undefined || failure.isContent
  }

  // Sanity's development server follows by itself.
  due.delete('studio')
  if (due.delete('command')) {
    say(`${files} changed: that is this command itself — stop it with Ctrl-C and start it again`)
  }
  const isPublishedNext = due.has('code') || due.has('pages')
  const renewLake = async () =>
    (await job.renewLake()) ?? (isPublishedNext ? undefined : job.publish('same'))
  if (due.has('lake') && (await attempt('starting the lake anew', renewLake))) due.delete('lake')
  if (due.has('code')) {
    // The pages are compiled with it.
    if (await attempt('loading the code anew', () => job.renewSite())) {
      due.delete('code')
      due.delete('pages')
    }
  } else if (due.has('pages')) {
    if (await attempt('compiling the pages anew', () => job.publish('new'))) due.delete('pages')
  }
}

const CONTENT_FAILED =
  'not published: the content does not fit. The last good publication stays until it is mended in Studio, or the sources are.'
const CODE_FAILED = 'not done: what ran before runs on. The next save tries again.'

const NAMED = 3

/** The files by name, as many as fit on a line. */
export function namesOf(changes: readonly Change[]): string {
  const paths = changes.map(({path}) => path)
  const more = paths.length - NAMED
  return paths.slice(0, NAMED).join(', ') + (more > 0 ? ` and ${more} more` : '')
}
