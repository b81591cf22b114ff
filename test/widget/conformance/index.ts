import {describe} from 'vitest'
import {setStage} from '../harness/stage.ts'
import type {Engine} from '../harness/tab.ts'
import {describeAccessibility} from './accessibility.ts'
import {describeFailures} from './failures.ts'
import {describeHostile} from './hostile.ts'
import {describeRendering} from './rendering.ts'
import {describeSnapshot} from './snapshot.ts'

/** The conformance list of the widget, for one engine. */
export function describeConformance(name: string, start: () => Promise<Engine>): void {
  describe(`the widget in ${name}`, () => {
    const stage = setStage(start)
    describeRendering(stage)
    describeAccessibility(stage)
    describeSnapshot(stage)
    describeFailures(stage)
    describeHostile(stage)
  })
}
