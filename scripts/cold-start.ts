import {enableCompileCache} from 'node:module'
import {join} from 'node:path'
import {setFlagsFromString} from 'node:v8'

/**
 * Ten times the calls after which V8 optimizes a function: a small publish is over before most
 * optimized code pays for itself, and one of 9,000 documents takes as long either way.
 */
const PATIENCE = [
  '--invocation-count-for-maglev=4000',
  '--invocation-count-for-maglev-osr=1000',
  '--invocation-count-for-turbofan=30000',
  '--invocation-count-for-osr=5000',
]

/** Sets Node up for one publish in a process of its own; before the code that publishes is loaded. */
export function prepareColdStart(): void {
  for (const flag of PATIENCE) setFlagsFromString(flag)
  // Half of a cold publish was Node reading TypeScript; this keeps what it made of it.
  enableCompileCache(join(import.meta.dirname, '..', 'node_modules', '.cache', 'foramen-build'))
}
