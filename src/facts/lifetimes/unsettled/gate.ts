/** Whether a text has a function that ends its owner, and one that may still run by then. */
export const mayLeaveRuns = (text: string): boolean => /\basync\b/.test(text) && endings.test(text)

const endings = new RegExp([
  '(?:stop|close|dispose|destroy|disconnect|shut_?down|tear_?down|clean_?up|deactivate|unmount(?:ed)?|terminate|kill|quit|exit|leave',
  'unload|hang_?up|logout|abort|cancel|halt|detach|release|onDestroy|onDispose|onClose|disconnectedCallback|componentWillUnmount)',
].join('|') + String.raw`\w*\]?(?:\s*[=(:<]|\?\.)|Effect\(|on(?:Mount|Cleanup|Unmount|ScopeDispose|Destroy)`, 'i')
