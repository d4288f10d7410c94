import type { CheckDefinition } from './definition';

/**
 * A check that asks of a source only what some matchers select, such as `cluster="prod"`: they stand in each selector, at the
 * places that were found when its pack was compiled.
 */
export function narrowed(check: CheckDefinition, selector: string | undefined): CheckDefinition {
  const { selectorsAt, query, presence } = check;
  if (selector === undefined || selector === '' || selectorsAt === undefined) {
    return check;
  }
  return {
    ...check,
    query: withMatchers(query, selectorsAt.query, selector),
    presence: withMatchers(presence, selectorsAt.presence, selector),
  };
}

/** PromQL allows a comma behind the last matcher. */
function withMatchers(text: string, places: readonly number[], selector: string): string {
  return [...places]
    .sort((a, b) => b - a)
    .reduce((narrow, at) => {
      const inserted = text[at - 1] === '{' ? `${selector},` : `{${selector}}`;
      return narrow.slice(0, at) + inserted + narrow.slice(at);
    }, text);
}
