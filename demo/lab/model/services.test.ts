import { createServices, servedBetween } from './services';
import { storyOf } from './story';

const DAY_SECONDS = 86_400;
const MORNING = '2026-11-20';
const NOW = Date.parse('2026-11-20T07:30:00Z') / 1000;
const services = new Map(createServices(7, storyOf(MORNING)).map((one) => [one.name, one]));

/** Share of a budget that the last 30 days spent. */
function spent(name: string, allowed: number): number {
  const service = services.get(name);
  const { total, bad } = service ? servedBetween(service, NOW - 30 * DAY_SECONDS, NOW) : { total: NaN, bad: NaN };
  return bad / (allowed * total);
}

describe('the services of the lab', () => {
  it.each([
    ['checkout misses its objective', 'checkout', 0.001, 1.25, 1.5],
    ['search is at risk', 'search', 0.01, 0.75, 0.95],
    ['the edge keeps 500 ms', 'edge', 0.01, 0.2, 0.6],
    ['the gateway keeps its promise', 'gateway', 0.001, 0.1, 0.4],
    ['login keeps its promise', 'login', 0.0005, 0.1, 0.5],
    ['name servers answer', 'dns', 0.0001, 0.1, 0.6],
  ])('%s', (_, name, allowed, least, most) => {
    expect(spent(name, allowed)).toBeGreaterThan(least);
    expect(spent(name, allowed)).toBeLessThan(most);
  });

  it('asks little of billing', () => {
    const billing = services.get('billing');
    const { total } = billing ? servedBetween(billing, NOW - 30 * DAY_SECONDS, NOW) : { total: NaN };
    expect(total).toBeGreaterThan(100);
    expect(total).toBeLessThan(1000);
  });

  it('burns the budget of search faster than it lasts, to the end of the story', () => {
    const search = services.get('search');
    const { total, bad } = search ? servedBetween(search, NOW - 3 * DAY_SECONDS, NOW) : { total: NaN, bad: NaN };
    expect(bad / total / 0.01).toBeGreaterThan(1.2);
  });
});
