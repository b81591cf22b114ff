/** Version of the client's code; the only place that says it. Semantic versioning. */
export const VERSION = '1.0.0'
