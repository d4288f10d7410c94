import { z } from 'zod';

import { WEEKDAYS } from './recurrence';
import type { ChecklistTemplate } from './template';

/** What a compiled template may be, for bodies that anybody can have written. Strict: an unknown field is an error. */

const slug = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);
const line = z.string().min(1).max(200);
const timeOfDay = z.string().regex(/^([01][0-9]|2[0-3]):[0-5][0-9]$/);

const itemTemplate = z.strictObject({
  id: slug,
  title: line,
  shortTitle: line,
  checks: z.array(z.string().min(1)),
  need: z.enum(['all', 'any']),
  byHand: z.string(),
  runbook: z.string().min(1).optional(),
  seeds: z.array(z.string()),
});

const nth = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4), z.literal('last')]);
const monthDay = z.union([
  z.int().min(1).max(31),
  z.literal('last'),
  z.strictObject({ nth, day: z.enum([...WEEKDAYS, 'workday']) }),
]);

const recurrence = z.discriminatedUnion('every', [
  z.strictObject({ every: z.literal('week'), days: z.array(z.enum(WEEKDAYS)).min(1) }),
  z.strictObject({ every: z.literal('month'), on: monthDay }),
  z.strictObject({
    every: z.literal('quarter'),
    month: z.union([z.literal(1), z.literal(2), z.literal(3)]),
    on: monthDay,
  }),
]);

const body = {
  id: slug,
  title: line,
  windowSeconds: z.int().positive(),
  signatures: z.literal(2).optional(),
  items: z
    .array(itemTemplate)
    .min(1)
    .refine((items) => new Set(items.map(({ id }) => id)).size === items.length),
};

const template = z.union([
  z.strictObject({ ...body, recurrence: z.null() }),
  z.strictObject({
    ...body,
    recurrence,
    onHoliday: z.enum(['skip', 'next', 'previous', 'keep']),
    opens: timeOfDay,
    due: timeOfDay,
    dueDays: z.int().min(1).max(31).optional(),
    shifts: z
      .array(z.strictObject({ id: slug, opens: timeOfDay, due: timeOfDay }))
      .min(2)
      .optional(),
  }),
]);

export function isTemplate(value: unknown): value is ChecklistTemplate {
  return template.safeParse(value).success;
}
