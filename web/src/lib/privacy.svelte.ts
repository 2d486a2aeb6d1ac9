/** Whether code names are hidden: in this window, until it is loaded anew. */
export const privacy = $state({ on: false })

/** The path of a request, which says whether the answer may hold code names. */
export const privately = (path: string): string => (privacy.on ? path + (path.includes('?') ? '&' : '?') + 'private=1' : path)
