/**
 * Templates of the sentences of checks: `{label}` is what a label says, `{value|replica|replicas}` a number with its noun, and
 * `[ of {cluster}]` a part that is left out with all its words where a label is absent, or where all that it says stands before it
 * already. `[{subject} is|the nodes are]` has other words for that case.
 */

interface Word {
  name: string;
  /** The noun of one and of several. */
  nouns?: readonly [one: string, many: string];
}
interface Optional {
  part: readonly Piece[];
  otherwise: readonly Piece[];
}
type Piece = string | Word | Optional;

type Parsed = { ok: true; pieces: readonly Piece[] } | { ok: false; problem: string };

/** What a template was filled with: text, and whether it begins with a name, whose first letter nobody may change. */
export interface Filled {
  text: string;
  startsWithName: boolean;
  /** Nothing that it has to say was absent. */
  complete: boolean;
}

/** What the words of a template stand for. */
export interface Words {
  /** Null where it is absent; a name is written as it is, whatever it begins with. */
  label: (name: string) => { text: string; isName: boolean } | null;
  /** Words beside the labels; null where one is absent. */
  others?: Readonly<Record<string, string | null>>;
  /** Templates that may be named in this one. */
  templates?: Readonly<Record<string, string>>;
}

/** Names of the words of a template, in order; of one that is malformed none. */
export function placeholders(template: string): string[] {
  const parsed = parse(template);
  const names = (pieces: readonly Piece[]): string[] =>
    pieces.flatMap((piece) =>
      typeof piece === 'string'
        ? []
        : 'name' in piece
          ? [piece.name]
          : [...names(piece.part), ...names(piece.otherwise)]
    );
  return parsed.ok ? names(parsed.pieces) : [];
}

/** What is wrong with how a template is written; undefined when nothing is. */
export function templateProblem(template: string): string | undefined {
  const parsed = parse(template);
  return parsed.ok ? undefined : parsed.problem;
}

/** The template with its words; one that is absent and not optional becomes `?`. A malformed template stands for itself. */
export function fillTemplate(template: string, words: Words): Filled {
  const parsed = parse(template);
  return parsed.ok ? new Filling(words).fill(parsed.pieces) : { text: template, startsWithName: false, complete: true };
}

const NOTHING: Filled = { text: '', startsWithName: false, complete: true };

class Filling {
  /** What labels said so far. */
  private said: ReadonlySet<string> = new Set();

  constructor(private readonly words: Words) {}

  fill(pieces: readonly Piece[]): Filled {
    return pieces.reduce((before, piece) => {
      const next = this.piece(piece);
      return {
        text: before.text + next.text,
        startsWithName: before.text === '' ? next.startsWithName : before.startsWithName,
        complete: before.complete && next.complete,
      };
    }, NOTHING);
  }

  private piece(piece: Piece): Filled {
    if (typeof piece === 'string') {
      return { ...NOTHING, text: piece };
    }
    return 'name' in piece ? this.word(piece) : this.optional(piece);
  }

  private word({ name, nouns }: Word): Filled {
    const parsed = parse(this.words.templates?.[name] ?? '');
    if (parsed.ok && parsed.pieces.length > 0) {
      return this.fill(parsed.pieces);
    }
    const other = this.words.others?.[name];
    const label = other === undefined ? this.words.label(name) : null;
    const text = label?.text ?? other ?? null;
    if (text === null) {
      return { text: '?', startsWithName: true, complete: false };
    }
    if (label !== null) {
      this.said = new Set([...this.said, text]);
    }
    const counted = nouns === undefined ? text : `${text} ${nouns[text === '1' ? 0 : 1]}`;
    return { text: counted, startsWithName: label?.isName ?? true, complete: true };
  }

  private optional({ part, otherwise }: Optional): Filled {
    const labels = part.flatMap((piece) => (typeof piece === 'object' && 'name' in piece ? [piece.name] : []));
    if (labels.length > 0 && labels.every((name) => this.said.has(this.words.label(name)?.text ?? ''))) {
      return NOTHING;
    }
    const { said } = this;
    const filled = this.fill(part);
    if (filled.complete) {
      return filled;
    }
    this.said = said;
    return this.fill(otherwise);
  }
}

const parsedTemplates = new Map<string, Parsed>();

function parse(template: string): Parsed {
  let parsed = parsedTemplates.get(template);
  if (parsed === undefined) {
    parsed = parseParts(template);
    parsedTemplates.set(template, parsed);
  }
  return parsed;
}

const TOKEN = /\{([a-zA-Z_][a-zA-Z0-9_]*)(?:\|([^{}[\]|]+)\|([^{}[\]|]+))?\}/;
/** What was meant for a word: an unclosed brace, one that nothing opened, or a bar within. Braces around other text are text. */
const BROKEN_BRACES = /\{[^{}]*(?:$|\{|\|)|^[^{}]*\}|\}[^{}]*\}/;
const PARTS = /\[([^[\]]*)\]|([^[\]]+)|([[\]])/g;

function parseParts(template: string): Parsed {
  const pieces: Piece[] = [];
  for (const [whole, inside, plain, bracket] of template.matchAll(PARTS)) {
    if (bracket !== undefined) {
      return { ok: false, problem: `a "${bracket}" has no partner, or brackets stand within brackets` };
    }
    if (plain !== undefined) {
      pieces.push(...parseWords(plain));
      continue;
    }
    const [part = '', ...others] = splitAlternatives(inside ?? '');
    const words = parseWords(part);
    if (words.every((piece) => typeof piece === 'string')) {
      // Brackets around plain words are brackets.
      pieces.push(whole);
    } else if (others.length > 1) {
      return { ok: false, problem: `"${whole}" has more than one other way to say it` };
    } else {
      pieces.push({ part: words, otherwise: parseWords(others[0] ?? '') });
    }
  }
  const all = pieces.flatMap((piece) =>
    typeof piece === 'object' && 'part' in piece ? [...piece.part, ...piece.otherwise] : piece
  );
  return all.some((piece) => typeof piece === 'string' && BROKEN_BRACES.test(piece))
    ? { ok: false, problem: 'a brace has no partner, or is none of {label} and {value|one|several}' }
    : { ok: true, pieces };
}

/** Splits at each `|` that is in no braces. */
function splitAlternatives(text: string): string[] {
  return text.split(/\|(?![^{}]*\})/);
}

function parseWords(text: string): Piece[] {
  const pieces: Piece[] = [];
  let rest = text;
  for (let found = TOKEN.exec(rest); found !== null; found = TOKEN.exec(rest)) {
    const [token, name = '', one, many] = found;
    if (found.index > 0) {
      pieces.push(rest.slice(0, found.index));
    }
    pieces.push(one === undefined || many === undefined ? { name } : { name, nouns: [one, many] });
    rest = rest.slice(found.index + token.length);
  }
  return rest === '' ? pieces : [...pieces, rest];
}
