export function ApiPane() {
  return <p>API</p>
}
