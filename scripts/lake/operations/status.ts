/**
 * @module
 * Small answers: is it there, may I, do you collect anything (no).
 */
import type {Operation} from '../lake.ts'

export const root: Operation = (lake) => (c) =>
  c.json({ready: true, lake: 'Foramen embedded content lake', projectId: lake.projectId})

export const ping: Operation = () => (c) => c.json({pong: true})

export const checkCors: Operation = () => (c) =>
  c.json({result: {allowed: true, withCredentials: true}})

/** "denied" keeps Studio from sending usage data at all. */
export const telemetryStatus: Operation = () => (c) => c.json({status: 'denied'})

export const jobDone: Operation = () => (c) =>
  c.json({id: c.req.param('id'), state: 'completed', progress: 100})
