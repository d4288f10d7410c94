import { HANDOVER_LINES, type Handover, type HandoverLine } from '../../core/checklist/handover';
import { handoverAge, handoverCover, handoverHeadline } from '../../ui/round/handoverWords';
import { t } from '../../ui/t';

interface More {
  title: string;
  asks: string;
  zone: string;
}

/** The handover as Markdown, to be pasted where the team talks. Every list says how many it left out. */
export function handoverMarkdown(said: Handover, { title, asks, zone }: More): string {
  return [
    `## ${title}`,
    `**${handoverHeadline(said)}**`,
    handoverCover(said, zone),
    ...part(t('handover.open', 'Open problems'), said.problems),
    ...part(t('handover.unchecked', 'Could not be checked'), said.unknown),
    ...part(t('handover.hand', 'Left to a person'), said.byHand),
    ...(asks.trim() === '' ? [] : [`### ${t('handover.asks', 'Asks for the next shift')}`, asks.trim()]),
  ].join('\n\n');
}

/** The stand-up of the guides, from the same facts: how the infrastructure is, what blocks, and what is next. */
export function standupMarkdown(said: Handover, { zone, due }: { zone: string; due: readonly string[] }): string {
  const nothing = `- ${t('standup.none', 'none known')}`;
  return [
    `### ${t('standup.infrastructure', 'Infrastructure status')}`,
    `${handoverHeadline(said)} ${handoverCover(said, zone)}`,
    `### ${t('standup.blockers', 'Problems and blockers')}`,
    [...said.problems, ...said.unknown].length === 0 ? nothing : lines([...said.problems, ...said.unknown]),
    `### ${t('standup.today', 'Due today')}`,
    due.length === 0 ? nothing : due.map((line) => `- ${line}`).join('\n'),
  ].join('\n\n');
}

function part(title: string, all: readonly HandoverLine[]): string[] {
  return all.length === 0 ? [] : [`### ${title} (${all.length})`, lines(all)];
}

function lines(all: readonly HandoverLine[]): string {
  const shown = all.slice(0, HANDOVER_LINES).map((line) => `- ${sentence(line)}`);
  const more = all.length - shown.length;
  return [...shown, ...(more > 0 ? [`- ${t('aside.more', '+{{n}} more', { n: more })}`] : [])].join('\n');
}

function sentence(line: HandoverLine): string {
  const owner = line.owner === '' ? t('handover.no-owner', 'No owner') : line.owner;
  return `${plain(line.text)} (${[handoverAge(line), owner].join(', ')})${line.note === '' ? '' : `: ${plain(line.note)}`}`;
}

/** What a source or a person wrote must not become a heading, a link or an image of ours. */
function plain(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[\\`*_[\]<>#!|]/g, '\\$&');
}
