/** Words that begin a sentence of ours and are no name: they may be written small or large. */
const OPENERS =
  /^(?:a|all|an|as|at|by|for|in|it|its|no|nobody|none|not|nothing|of|on|only|read|the|there|this|up|what|which|whose)\b/i;

/** One full sentence: it begins large unless it begins with a name, and ends with a full stop. */
export function sentence(text: string): string {
  const trimmed = text.trim();
  if (trimmed === '') {
    return '';
  }
  const begun = OPENERS.test(trimmed) ? trimmed.charAt(0).toUpperCase() + trimmed.slice(1) : trimmed;
  return /[.!?…]["')]?$/.test(begun) ? begun : `${begun}.`;
}

/** A sentence as a part of another: it begins small unless it begins with a name, and has no full stop. */
export function clause(text: string): string {
  const trimmed = text.trim().replace(/\.$/, '');
  return OPENERS.test(trimmed) ? trimmed.charAt(0).toLowerCase() + trimmed.slice(1) : trimmed;
}

/** Full sentences one after the other; one that says what another one says already is left out. */
export function sentences(...texts: ReadonlyArray<string | null | undefined>): string {
  const said: string[] = [];
  for (const text of texts) {
    const next = sentence(text ?? '');
    const plain = bare(next);
    if (plain !== '' && !said.some((one) => bare(one).includes(plain))) {
      said.push(next);
    }
  }
  return said.join(' ');
}

function bare(text: string): string {
  return text.toLowerCase().replace(/[.!?…\s]+$/, '');
}
