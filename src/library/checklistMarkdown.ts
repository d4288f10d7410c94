import type { ChecklistTemplate, ItemTemplate } from '../core/checklist/template';

/**
 * Checklists as task lists in Markdown: `# title`, then `- [ ] item` each, below it what decides it (``Checks: `node.up` ``, or
 * `Any of:` for alternatives) and as a quotation why a person looks.
 */

type MarkdownItem = Pick<ItemTemplate, 'title' | 'checks' | 'need' | 'byHand'>;

export interface MarkdownList {
  /** Null without a heading. */
  title: string | null;
  items: readonly MarkdownItem[];
  /** Lines that are none of a list, counted from 1. */
  ignored: readonly number[];
}

export function writeMarkdown({ title, items }: Pick<ChecklistTemplate, 'title' | 'items'>): string {
  return [`# ${title}`, '', ...items.flatMap(linesOf), ''].join('\n');
}

function linesOf({ title, checks, need, byHand }: MarkdownItem): string[] {
  const names = checks.map((id) => `\`${id}\``).join(' ');
  return [
    `- [ ] ${title}`,
    ...(checks.length > 0 ? [`  ${need === 'any' ? 'Any of' : 'Checks'}: ${names}`] : []),
    ...(byHand === '' ? [] : byHand.split('\n').map((line) => `  > ${line}`)),
  ];
}

// A line may hold U+2028 and the like, which a dot takes for line ends unless told otherwise.
const HEADING = /^# +(.+)$/s;
const ITEM = /^\s*[-*+] \[[ xX]\] +(.+)$/s;
const CHECKS = /^\s+(Checks|Any of): ((?:`[^`]+` ?)+)$/;
const QUOTE = /^\s+>(?: (.*))?$/s;

/** Reads what `writeMarkdown` wrote as the same, and the task lists of others as items without checks. */
export function readMarkdown(text: string): MarkdownList {
  let title: string | null = null;
  const items: MarkdownItem[] = [];
  const ignored: number[] = [];
  text.split(/\r?\n/).forEach((line, index) => {
    const last = items.at(-1);
    const [, heading] = HEADING.exec(line) ?? [];
    const [, item] = ITEM.exec(line) ?? [];
    const checks = CHECKS.exec(line);
    const quote = QUOTE.exec(line);
    if (heading !== undefined && title === null && !last) {
      title = heading.trim();
    } else if (item !== undefined) {
      items.push({ title: item.trim(), checks: [], need: 'all', byHand: '' });
    } else if (checks && last) {
      last.checks = [...(checks[2] ?? '').matchAll(/`([^`]+)`/g)].map(([, id = '']) => id);
      last.need = checks[1] === 'Any of' ? 'any' : 'all';
    } else if (quote && last) {
      last.byHand = last.byHand === '' ? (quote[1] ?? '') : `${last.byHand}\n${quote[1] ?? ''}`;
    } else if (line.trim() !== '') {
      ignored.push(index + 1);
    }
  });
  return { title, items, ignored };
}

/** The template with the items of a Markdown list in place of its own. One of the same title keeps what Markdown does not say. */
export function withMarkdown<Template extends ChecklistTemplate>(
  template: Template,
  { title, items }: MarkdownList
): Template {
  const known = new Map(template.items.map((item) => [item.title, item]));
  const ids = new Set(template.items.map(({ id }) => id));
  return {
    ...template,
    title: title ?? template.title,
    items: items.map((item): ItemTemplate => {
      const old = known.get(item.title);
      known.delete(item.title);
      return old ? { ...old, ...item, byHand: item.byHand || old.byHand } : newItem(item, ids);
    }),
  };
}

/** A list of a task list alone, for somebody to give it its days: what Markdown does not say is that of the template. */
export function listOfMarkdown<Template extends ChecklistTemplate>(template: Template, list: MarkdownList): Template {
  return withMarkdown({ ...template, id: slugOf(list.title ?? '') || template.id, items: [] }, list);
}

function slugOf(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, SHORT_MAX)
    .replace(/^-+|-+$/g, '');
}

const SHORT_MAX = 40;

/** @param ids Those that are taken; the new one is added. */
function newItem(item: MarkdownItem, ids: Set<string>): ItemTemplate {
  const slug = slugOf(item.title) || 'item';
  let id = slug;
  for (let n = 2; ids.has(id); n += 1) {
    id = `${slug}-${n}`;
  }
  ids.add(id);
  const shortTitle = item.title.length <= SHORT_MAX ? item.title : `${item.title.slice(0, SHORT_MAX - 1).trim()}…`;
  return { id, shortTitle, ...item, byHand: item.byHand || 'A person decides it.', seeds: [] };
}
