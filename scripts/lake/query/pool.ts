import {cpus} from 'node:os'
import {Worker} from 'node:worker_threads'
import {compileCacheFolder} from '../compile-cache.ts'
import {LakeError, QueryParseFailed, Unavailable} from '../errors.ts'
import type {Lane, QueryTask, WorkerReply, WorkerRequest, WorkerSetup} from './messages.ts'

/**
 * Query workers: one for point lookups, and scan workers that appear while others are busy. A query
 * that runs too long or grows too large loses its worker, not the lake.
 */

/**
 * The time a query may take, in milliseconds: by the clock while the machine has a core to spare,
 * else by the processor time of its worker, so that on a busy machine an honest query is not stopped
 * because others wanted the same cores.
 */
export const QUERY_TIME_LIMIT = 5000
/** However busy the machine is, a query is stopped after this many times its limit. */
const WALL_TIME_FACTOR = 3
/** How often a running query is looked at, at most. */
const LOOK_EVERY_MS = 1000
/** A machine whose cores together were idle for this part of the time had room for the query. */
const SPARE_CORE = 0.25
const WORKER_MEMORY_MB = 1536
const WORKERS_PER_LANE = 3
const QUEUE_LIMIT = 500
const IDLE_MS = 30_000

export interface QueryOutcome {
  /** The result as JSON text. */
  readonly json: string
  readonly ms: number
}

interface Job {
  readonly lane: Lane
  readonly task: QueryTask
  /** Only reads the documents: others wait for it, since a further worker would read as long. */
  readonly isWarmUp: boolean
  readonly resolve: (outcome: QueryOutcome) => void
  readonly reject: (error: unknown) => void
}

interface Seat {
  readonly lane: Lane
  readonly worker: Worker
  job: Job | null
  /** Counted by the worker; only ever grows. */
  readonly documentsRead: Int32Array
  /** Processor milliseconds that the worker had used when its present query began. */
  usedBefore: number
  looking: NodeJS.Timeout | null
  idle: NodeJS.Timeout | null
}

export class QueryPool {
  readonly #setup: WorkerSetup
  readonly #timeLimit: number
  readonly #seats = new Set<Seat>()
  readonly #queues: Record<Lane, Job[]> = {point: [], scan: []}
  #nextId = 0
  #generation = 0
  #closed = false

  constructor(setup: WorkerSetup, timeLimit: number = QUERY_TIME_LIMIT) {
    this.#setup = setup
    this.#timeLimit = timeLimit
  }

  /** Tells the workers, with their next query, that something was written. */
  invalidate(): void {
    this.#generation++
  }

  /** Starts the first workers and reads a dataset once, so that the first query finds it parsed. */
  async warm(task: QueryTask): Promise<void> {
    await Promise.allSettled([
      this.#enqueue('point', {...task, query: '*[_id == ""]'}),
      this.#enqueue('scan', task, true),
    ])
  }

  /**
   * Runs a query in a worker thread.
   * @throws {QueryParseFailed}
   * @throws {LakeError} 400, 422 or 501 when the query is wrong, too slow or unsupported
   * @throws {Unavailable} when too many queries are waiting
   */
  run(task: QueryTask): Promise<QueryOutcome> {
    return this.#enqueue('point', task)
  }

  #enqueue(lane: Lane, task: QueryTask, isWarmUp = false): Promise<QueryOutcome> {
    return new Promise((resolve, reject) => {
      this.#submit({lane, task, isWarmUp, resolve, reject})
    })
  }

  #submit(job: Job): void {
    const queue = this.#queues[job.lane]
    if (this.#closed) return job.reject(new Unavailable('The lake is shutting down'))
    if (queue.length >= QUEUE_LIMIT) {
      return job.reject(new Unavailable('Too many queries are waiting — try again in a moment'))
    }
    queue.push(job)
    this.#dispatch(job.lane)
  }

  #dispatch(lane: Lane): void {
    const queue = this.#queues[lane]
    while (queue.length > 0) {
      const seats = [...this.#seats].filter((seat) => seat.lane === lane)
      const seat =
        seats.find(({job}) => job === null) ??
        (seats.length < WORKERS_PER_LANE && !seats.some((other) => other.job?.isWarmUp)
          ? this.#hire(lane)
          : undefined)
      const job = seat && queue.shift()
      if (!seat || !job) return
      this.#start(seat, job)
    }
  }

  #hire(lane: Lane): Seat {
    const documentsRead = new Int32Array(new SharedArrayBuffer(4))
    const worker = new Worker(new URL('./worker.ts', import.meta.url), {
      workerData: {...this.#setup, documentsRead},
      // A worker that finds its modules compiled starts in a third of the time.
      env: {...process.env, NODE_COMPILE_CACHE: compileCacheFolder()},
      resourceLimits: {maxOldGenerationSizeMb: WORKER_MEMORY_MB},
    })
    const seat: Seat = {
      lane,
      worker,
      documentsRead,
      job: null,
      usedBefore: 0,
      looking: null,
      idle: null,
    }
    worker.on('message', (reply: WorkerReply) => this.#finish(seat, reply))
    worker.on('error', (error: Error) => this.#lose(seat, lossOf(error)))
    worker.on('exit', () => this.#lose(seat, new Unavailable('The query worker ended — try again')))
    worker.unref()
    this.#seats.add(seat)
    return seat
  }

  #start(seat: Seat, job: Job): void {
    if (seat.idle) clearTimeout(seat.idle)
    seat.job = job
    seat.worker.ref()
    const request: WorkerRequest = {
      id: this.#nextId++,
      lane: seat.lane,
      generation: this.#generation,
      task: job.task,
    }
    this.#watch(seat, job)
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
    seat.worker.postMessage(request)
  }

  /**
   * Looks again and again whether the query has used up its time. A worker reads each document once
   * and keeps it, so the time goes by the query's own work only: reading starts it afresh.
   */
  #watch(seat: Seat, job: Job): void {
    const every = Math.min(LOOK_EVERY_MS, this.#timeLimit / 5)
    let read = Atomics.load(seat.documentsRead, 0)
    let latest = Date.now() + this.#timeLimit * WALL_TIME_FACTOR
    let seen = {at: Date.now(), idle: idleTime(), used: seat.usedBefore}
    let charged = 0
    const look = async (): Promise<void> => {
      const readNow = Atomics.load(seat.documentsRead, 0)
      if (readNow === read && Date.now() >= latest) return this.#stop(seat)
      // Should the thread be too deep in native code to answer, the next look still comes.
      seat.looking = setTimeout(() => void look(), every)
      const used = await timeUsed(seat.worker, seen.used)
      if (seat.job !== job) return
      const now = {at: Date.now(), idle: idleTime(), used}
      const wall = now.at - seen.at
      // With a core to spare nothing else held the query up, and its clearing of memory counts too.
      const hadRoom = now.idle - seen.idle > wall * SPARE_CORE
      charged += Math.max(used - seen.used, hadRoom ? wall : 0)
      seen = now
      if (readNow !== read) {
        read = readNow
        charged = 0
        latest = Date.now() + this.#timeLimit * WALL_TIME_FACTOR
      } else if (charged >= this.#timeLimit) {
        this.#stop(seat)
      }
    }
    seat.looking = setTimeout(() => void look(), every)
  }

  #stop(seat: Seat): void {
    const seconds = this.#timeLimit / 1000
    this.#lose(
      seat,
      new LakeError(
        422,
        `The query took longer than ${seconds} s and was stopped — narrow its filter or ask for less`,
      ),
    )
  }

  #finish(seat: Seat, reply: WorkerReply): void {
    const {job} = seat
    if (seat.looking) clearTimeout(seat.looking)
    seat.job = null
    seat.usedBefore = reply.used
    seat.worker.unref()
    if (job) this.#settle(job, reply)
    const hasSpare = [...this.#seats].some((other) => other !== seat && other.lane === seat.lane)
    if (hasSpare) {
      seat.idle = setTimeout(() => this.#dismiss(seat), IDLE_MS)
      seat.idle.unref()
    }
    this.#dispatch(seat.lane)
  }

  #settle(job: Job, reply: WorkerReply): void {
    switch (reply.outcome) {
      case 'done':
        return job.resolve({json: reply.json, ms: reply.ms})
      case 'scan':
        return this.#submit({...job, lane: 'scan'})
      case 'parseError': {
        const {query} = job.task
        const end = Math.min(query.length, reply.start + 1)
        return job.reject(new QueryParseFailed(query, reply.start, end, reply.description))
      }
      case 'refused':
        return job.reject(new LakeError(reply.status, reply.description))
    }
  }

  #lose(seat: Seat, reason: Error): void {
    if (!this.#seats.has(seat)) return
    const {job} = seat
    seat.job = null
    this.#dismiss(seat)
    job?.reject(reason)
    if (!this.#closed) this.#dispatch(seat.lane)
  }

  #dismiss(seat: Seat): void {
    this.#seats.delete(seat)
    if (seat.looking) clearTimeout(seat.looking)
    if (seat.idle) clearTimeout(seat.idle)
    void seat.worker.terminate()
  }

  /** Stops every worker; waiting queries are refused with 503. */
  async close(): Promise<void> {
    this.#closed = true
    const stopping = [...this.#seats].map((seat) => {
      this.#lose(seat, new Unavailable('The lake is shutting down'))
      return seat.worker.terminate()
    })
    for (const queue of Object.values(this.#queues)) {
      for (const job of queue.splice(0)) job.reject(new Unavailable('The lake is shutting down'))
    }
    await Promise.all(stopping)
  }
}

/** @returns processor milliseconds of a worker since it began, `before` once it has ended */
async function timeUsed(worker: Worker, before: number): Promise<number> {
  try {
    const {user, system} = await worker.cpuUsage()
    return (user + system) / 1000
  } catch {
    return before
  }
}

/** @returns milliseconds that the cores of this machine have been idle, all together */
function idleTime(): number {
  return cpus().reduce((sum, {times}) => sum + times.idle, 0)
}

function lossOf(error: Error): Error {
  const outOfMemory = 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'
  return outOfMemory
    ? new LakeError(
        422,
        'The query needed too much memory and was stopped — narrow its filter or ask for less',
      )
    : new Unavailable(`The query worker failed: ${error.message}`)
}
