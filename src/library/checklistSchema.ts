import { z } from 'zod';

import { WEEKDAYS } from '../core/checklist/recurrence';
import { checkId, line, seconds, slug, text } from './fields';

/** What a checklist may say in YAML. Strict: an unknown field is an error. */

const timeOfDay = z.string().regex(/^([01][0-9]|2[0-3]):[0-5][0-9]$/, 'must be a quoted time such as "08:30"');

const itemSchema = z.strictObject({
  id: slug,
  title: line,
  shortTitle: line.max(40),
  checks: z.array(checkId).default([]),
  need: z.enum(['all', 'any']).default('all'),
  byHand: text,
  runbook: z.string().min(1).optional(),
  seeds: z.array(z.string().min(1)).default([]),
});

const weekday = z.enum(WEEKDAYS);
const monthDay = z.union(
  [
    z.int().min(1).max(31),
    z.literal('last'),
    z.strictObject({
      nth: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4), z.literal('last')]),
      day: z.enum([...WEEKDAYS, 'workday']),
    }),
  ],
  'must be a day 1 to 31, last, or { nth: 1, day: mon }'
);

/** When a list has a round: some days of the week, a day of each month, a day of a month of each quarter, or on demand. */
const recurrenceShape = {
  days: z.array(weekday).min(1).optional(),
  monthly: monthDay.optional(),
  quarterly: z.strictObject({ month: z.union([z.literal(1), z.literal(2), z.literal(3)]), day: monthDay }).optional(),
  onDemand: z.literal(true).optional(),
  /** What becomes of a round on a holiday; it is skipped without. */
  holiday: z.enum(['skip', 'next', 'previous', 'keep']).optional(),
};

export const checklistSchema = z.strictObject({
  version: z.literal(1),
  id: slug,
  title: line,
  ...recurrenceShape,
  opens: timeOfDay.optional(),
  due: timeOfDay.optional(),
  dueDays: z.int().min(1).max(31).optional(),
  shifts: z
    .array(z.strictObject({ id: slug, opens: timeOfDay, due: timeOfDay }))
    .min(2)
    .optional(),
  window: seconds,
  signatures: z.union([z.literal(1), z.literal(2)]).default(1),
  items: z.array(itemSchema).min(1),
});

export type ChecklistInput = z.infer<typeof checklistSchema>;
