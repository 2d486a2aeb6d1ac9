/** Counts the changes of the case that this page knows of, so that what was read is read again. */
class Changes {
  seen = $state(0)

  /** Says that something was changed. */
  tell(): void { this.seen++ }
}

export const changes = new Changes()
