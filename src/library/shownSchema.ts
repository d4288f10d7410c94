import { z } from 'zod';
import type { CheckKind } from '../core/check/definition';
import { CEPH_SHOWS } from '../core/products/ceph/shows';
import { PRODUCT_IDS, type ProductId } from '../core/products/ids';
import { FIGURE_SHOWS } from '../core/products/packSystems';
import { NOTHING_SHOWN, type Shows } from '../core/products/shows';
import { checkId, label, line, slug, type Report } from './fields';
import { measureName, measuresFor } from './measures';
import { nearestName } from './nearestName';

/** Where a pack's content is shown: on the page of a product, and as a line of the overview. */

const shortWords = line.max(30);

/** What a check says of its own place. */
export const shownFields = {
  place: z.string().optional(),
  figures: z.array(z.string()).min(1).optional(),
  short: z
    .strictObject({ wrong: shortWords.optional(), unknown: shortWords.optional() })
    .refine((short) => Object.keys(short).length > 0, 'must have words for wrong, unknown or both')
    .optional(),
  optional: z.boolean().optional(),
};

const shownShape = z.object(shownFields);
interface ShownCheck extends z.infer<typeof shownShape> {
  kind: CheckKind;
  query: string;
  by: readonly string[];
}

/** Products that are seen through metrics and have a page of their own, which their packs speak of. */
const THROUGH_METRICS: Partial<Record<ProductId, Shows>> = { ceph: CEPH_SHOWS };

/**
 * What a check says that it feeds has to be something that its product's view shows.
 * @param product The one that its pack is about; undefined where it has no line of the overview.
 */
export function reviewShown(check: ShownCheck, product: ProductId | undefined, report: Report): void {
  const { kind, query, by, place, figures = [], short, optional } = check;
  const measures = measuresFor(kind);
  const shows = measures === undefined ? showsOf(kind, product) : measures.get(measureName(kind, query))?.shows;
  if (shows === undefined) {
    // The measure is wrong, and is reported as that.
    return;
  }
  const subject = measures === undefined ? (shows === NOTHING_SHOWN ? `kind ${kind}` : (product ?? '')) : query;
  if (place !== undefined) {
    reviewName(['place'], place, shows.places, `place for a check of ${subject}`, report);
  }
  figures.forEach((figure, index) =>
    reviewName(['figures', index], figure, shows.figures, `figure for a check of ${subject}`, report)
  );
  if (short !== undefined && !by.some((name) => shows.shortBy.includes(name))) {
    const fix = shows.shortBy.length === 0 ? 'drop short' : `drop short, or add ${shows.shortBy.join(' or ')} to by:`;
    report(['short'], `no row shows short words of a check of ${subject} by ${by.join(', ')}`, fix);
  }
  if (optional === true && !shows.optional) {
    report(['optional'], `a check of ${subject} cannot be optional`, 'drop optional');
  }
}

function showsOf(kind: CheckKind, product: ProductId | undefined): Shows {
  return (kind === 'prometheus' && product !== undefined && THROUGH_METRICS[product]) || NOTHING_SHOWN;
}

function reviewName(
  path: ReadonlyArray<string | number>,
  name: string,
  names: readonly string[],
  what: string,
  report: Report
): void {
  if (!names.includes(name)) {
    const nearest = nearestName(name, names);
    const fix = nearest === undefined ? `drop ${path[0]}` : `write ${nearest}, or another of ${names.join(', ')}`;
    report(path, `"${name}" is no ${what}`, fix);
  }
}

/** The line of the overview that a pack describes. */
export const systemSchema = z.strictObject({
  product: z.enum(PRODUCT_IDS),
  by: z.union([label, z.array(label).min(1).max(3)]).optional(),
  figures: z
    .array(z.strictObject({ id: slug, title: shortWords, show: z.enum(FIGURE_SHOWS), of: z.array(checkId).min(1) }))
    .min(1),
});

/** The figures of a system have ids of their own and speak of checks of the same pack. */
export function reviewSystem(
  { figures }: z.infer<typeof systemSchema>,
  checkIds: readonly string[],
  report: Report
): void {
  figures.forEach(({ id, show, of }, index) => {
    const path = ['system', 'figures', index];
    if (figures.findIndex((other) => other.id === id) < index) {
      report([...path, 'id'], `the id "${id}" is used twice`, 'give each figure its own id');
    }
    if (show === 'worst' && of.length > 1) {
      report([...path, 'of'], 'values of several checks have no worst', 'name one check');
    }
    of.forEach((one, position) => {
      if (!checkIds.includes(one)) {
        const fix = `write ${nearestName(one, checkIds)}`;
        report([...path, 'of', position], `this pack has no check "${one}"`, fix);
      }
    });
  });
}
