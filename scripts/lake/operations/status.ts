import type {Operation} from '../lake.ts'

/** Small answers: is it there, may I, do you collect anything (no). */

export const root: Operation = (lake) => (c) =>
  c.json({ready: true, lake: 'Foramen embedded content lake', projectId: lake.projectId})

/** Tells that the lake answers. */
export const ping: Operation = () => (c) => c.json({pong: true})

/** Studio's question whether its origin is allowed: who comes this far is. */
export const checkCors: Operation = () => (c) =>
  c.json({result: {allowed: true, withCredentials: true}})

/** "denied" keeps Studio from sending usage data at all. */
export const telemetryStatus: Operation = () => (c) => c.json({status: 'denied'})

/** The state of a job of the cloud: here they are done when they are asked about. */
export const jobDone: Operation = () => (c) =>
  c.json({id: c.req.param('id'), state: 'completed', progress: 100})
