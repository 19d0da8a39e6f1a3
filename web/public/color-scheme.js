// Runs before the first paint so that a dark screen never flashes white. A file, not an inline script: the CSP allows none.
;(function () {
  var chosen = null
  try {
    chosen = localStorage.getItem('cleanapp.color-scheme')
  } catch {
    // Storage may be blocked; the system's preference decides.
  }
  var dark =
    chosen === 'dark' || (chosen !== 'light' && window.matchMedia('(prefers-color-scheme: dark)').matches)
  document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light')
})()
