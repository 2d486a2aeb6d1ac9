/** The database whose passphrase is asked for though another is served; empty for that one. */
export const unlock = $state({ name: '' })
