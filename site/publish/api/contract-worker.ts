import {parentPort} from 'node:worker_threads'
import {contractFiles} from './contract.ts'

/**
 * Makes the published contract from the sources as they lie on the disk now. The thread that asks may
 * have loaded them before somebody changed them.
 */
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
parentPort?.postMessage(contractFiles())
