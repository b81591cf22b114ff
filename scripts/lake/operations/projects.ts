import {LOCAL_USER} from '../documents.ts'
import {assertTrusted} from '../guard.ts'
import type {Operation} from '../lake.ts'

/** `/projects/:project`: the one project there is, as Studio wants to see it. */

export const project: Operation = (lake) => (c) => {
  assertTrusted(c.var.caller, 'Reading the project')
  return c.json({
    id: lake.projectId,
    displayName: 'Foramen (embedded lake)',
    studioHost: null,
    // Null keeps Studio from looking for organisation features that only the cloud has.
    organizationId: null,
    isBlocked: false,
    isDisabled: false,
    members: [
      {
        id: LOCAL_USER.id,
        role: LOCAL_USER.role,
        roles: LOCAL_USER.roles,
        isCurrentUser: true,
        isRobot: false,
      },
    ],
    features: [],
    metadata: {},
  })
}

/** The projects of the account: this one. */
export const listProjects: Operation = (lake) => (c) => {
  assertTrusted(c.var.caller, 'Reading projects')
  return c.json([
    {
      id: lake.projectId,
      displayName: 'Foramen (embedded lake)',
      members: [],
      features: [],
      metadata: {},
    },
  ])
}

/** What the one editor may do: everything. */
export const grants: Operation = () => (c) => {
  assertTrusted(c.var.caller, 'Reading grants')
  const all = ['read', 'update', 'create', 'history', 'manage'].map((name) => ({name, params: {}}))
  return c.json({
    'sanity.project': [{grants: [{name: 'read', params: {}}], config: {}}],
    'sanity.document.filter': [{grants: all, config: {filter: '_id in path("**")'}}],
  })
}

/** Deployed studios, feature flags, announcements: lists that are empty without the cloud. */
export const emptyList: Operation = () => (c) => {
  assertTrusted(c.var.caller, 'Reading project settings')
  return c.json([])
}
