import { z } from 'zod';

import { canonicalJson } from '../../core/journal/canonical';
import { rotationSchema, type Rotation, type Settings } from '../../core/settings/settings';

/** What the section Checklists of Setup holds while somebody edits it: the settings as text. */

export interface RotationDraft {
  title: string;
  /** Separated by commas, in the order of their turns. */
  people: string;
  from: string;
  days: string;
  at: string;
}

export interface ListsDraft {
  zone: string;
  /** Ids of the lists that are on. */
  on: readonly string[];
  /** One date a line. */
  holidays: string;
  rotations: readonly RotationDraft[];
}

export type ListsSettings = Required<Pick<Settings, 'timezone' | 'checklists' | 'holidays' | 'duty'>>;

export type DraftProblem =
  /** `line` counts from 1. */
  { of: 'holidays'; line: number; text: string } | { of: 'rotation'; index: number; field: keyof RotationDraft };

export const NEW_ROTATION: RotationDraft = { title: '', people: '', from: '', days: '7', at: '09:00' };

export function listsDraft({ timezone, checklists, holidays, duty }: Settings): ListsDraft {
  return {
    zone: timezone ?? 'UTC',
    on: checklists ?? [],
    holidays: (holidays ?? []).join('\n'),
    rotations: (duty ?? []).map(({ title, people, from, days, at }) => {
      return { title, people: people.join(', '), from, days: String(days), at };
    }),
  };
}

/** The settings that a draft stands for; what does not fit is left out of them and named. */
export function readListsDraft({ zone, on, holidays, rotations }: ListsDraft): {
  settings: ListsSettings;
  problems: readonly DraftProblem[];
} {
  const dates = readDates(holidays);
  const duty = rotations.map(readRotation);
  return {
    settings: {
      timezone: zone,
      checklists: [...on],
      holidays: dates.flatMap(({ text, isDate }) => (isDate ? text : [])),
      duty: duty.flatMap((read) => (read.success ? read.data : [])),
    },
    problems: [
      ...dates.flatMap(({ line, text, isDate }) => (isDate ? [] : { of: 'holidays' as const, line, text })),
      ...duty.flatMap((read, index) =>
        [...new Set(read.error?.issues.map(({ path }) => fieldOf(path[0])))].map((field) => {
          return { of: 'rotation' as const, index, field };
        })
      ),
    ],
  };
}

/** Whether two drafts, both read, say different things. */
export function differs(a: ListsDraft, b: ListsDraft): boolean {
  return canonicalJson(a) !== canonicalJson(b);
}

function readDates(text: string): ReadonlyArray<{ line: number; text: string; isDate: boolean }> {
  return text
    .split('\n')
    .map((line, index) => ({ line: index + 1, text: line.trim() }))
    .filter((one) => one.text !== '')
    .map((one) => ({ ...one, isDate: z.iso.date().safeParse(one.text).success }));
}

function readRotation({ title, people, from, days, at }: RotationDraft): z.ZodSafeParseResult<Rotation> {
  const names = people.split(',').map((name) => name.trim());
  return rotationSchema.safeParse({
    title: title.trim(),
    people: names.filter((name) => name !== ''),
    from: from.trim(),
    days: days.trim() === '' ? NaN : Number(days),
    at: at.trim(),
  });
}

const FIELDS = ['title', 'people', 'from', 'days', 'at'] as const;

function fieldOf(name: PropertyKey | undefined): keyof RotationDraft {
  return FIELDS.find((field) => field === name) ?? 'title';
}
