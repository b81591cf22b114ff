import {describeConformance} from './conformance/index.ts'
import {firefoxEngine} from './harness/firefox.ts'

describeConformance('Firefox', firefoxEngine)
