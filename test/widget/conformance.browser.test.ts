import {describeConformance} from './conformance/index.ts'
import {chromiumEngine} from './harness/chromium.ts'

describeConformance('Chromium', chromiumEngine)
