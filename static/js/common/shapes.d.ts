/**
 * What the server sends, generated from its description (make shapes): not to be edited by hand.
 * A test holds it to the description, and tsc the scripts to it.
 */

/** An entry as the desk words it, by the shorter sentence where there is one. `voided` is what an undo has taken back. */
export interface Act {
  version: number;
  kind: "setup" | "mark" | "award" | "open" | "close" | "reopen" | "correction" | "undo" | "advance" | "excuse" | "penalty" | "withdraw" | "order" | "playoff" | "lots" | "begin" | "archive" | "release" | "absent" | "together" | "special" | "admit";
  says: string;
  by: string;
  at: string;
  stage?: string;
  round?: string;
  team?: string;
  judge?: string;
  value?: string;
  voids?: number;
  voided?: Act;
  detail: Record<string, any>;
}

/** The teams named at the end of a stage: winners in the last one, else those advancing. */
export interface Announced {
  stage: string;
  winners: string[];
  advancing: string[];
  corrected?: Correction;
}

/** What was announced of the team; `reason` of a decision only for the desk. `admitted` is how it goes on by hand, though it was not named. `prizes` says why it has which prize, a sentence for each, where it has any. */
export interface AnnouncedOf {
  named: boolean;
  admitted: "wild_card" | "reserve" | null;
  words: string;
  decision: string | null;
  decision_words: string | null;
  reason: string | null;
  prizes?: string[];
}

/** Whether an announcement `stands`; else who `leaves` and who `enters`, in which `stages`. */
export interface AnnouncementTouched {
  stands: boolean;
  leaves: string[];
  enters: string[];
  stages: string[];
}

/** Whether the event is archived now. */
export interface Archived {
  archived: boolean;
  version: number;
}

/** One award or deduction; of a correction `value` is the difference that it makes. */
export interface AwardLine {
  value: string;
  question: string | null;
  note: string | null;
  stake: string | null;
  outcome: string | null;
  words: string | null;
  corrected: boolean;
  reason: string | null;
}

/** How full a battery is, in percent. */
export interface Battery {
  level: number;
  charging: boolean;
}

/** The entry that cleared all, and the backup made before it, in the folder of backups. */
export interface Begun {
  entry: LedgerEntry;
  version: number;
  backup: string | null;
}

/** A stage that has begun; `out` is empty in the one that is played now. */
export interface BegunStage {
  id: string;
  name: string;
  out: LeftBehind[];
}

/** The whole board of one stage, as one audience may see it. `winners` are the teams to be shown as such: nobody before they are announced. `places_shown` is false until there is anything to rank, `cut_line` None where no line is drawn. `announced` is None before the announcement. `begun`, there from the second stage on, lists the stages so far and who was left behind in each. `better` is there where the smaller total is first. */
export interface Board {
  event: string;
  ledger: string;
  rehearsal: boolean;
  version: number;
  at: string;
  title: string;
  subtitle: string;
  locale: "zh-CN" | "en";
  stage: StageOnBoard;
  rounds: RoundOnBoard[];
  ranking: "dense" | "competition" | "modified" | "ordinal" | "fractional";
  frozen: boolean;
  status: "running" | "final";
  announced: Announced | null;
  rows: Row[];
  winners: string[];
  places_shown: boolean;
  cut_line: CutLine | null;
  better?: "lower";
  begun?: BegunStage[];
}

export type BoardOrDeskBoard = Board | DeskBoard;

/** Everything that leads from the marks to one team's place in one stage. `to_come` names the stage's rounds that are left out: pending, open or not public. `total` is None while the team has none, `cut` in the last stage, `announced` while nobody was named. */
export interface Breakdown {
  event: string;
  version: number;
  at: string;
  audience: "public" | "desk" | "judge";
  stage: StageOnBoard;
  team: TeamOnBoard;
  rounds: RoundBreakdown[];
  playoffs: RoundBreakdown[];
  to_come: string[];
  parts: TotalLine[];
  exact: Exact;
  decimals: number;
  rounding: string;
  total: string | null;
  provisional: boolean;
  place: Place;
  ties: Ties;
  cut: CutPosition | null;
  announced: AnnouncedOf | null;
}

/** The newest entry of the ledger. */
export interface ChainEnd {
  version: number;
  hash: string;
}

/** The command is on its way; a screen that is silent never hears it. */
export interface CommandSent {
  sent: boolean;
}

/** A team and its value in a tie-break; None where it has none. */
export interface Compared {
  id: string;
  name: string;
  value: string | null;
}

/** A sentence, and the field it follows from: "rules.ranking", "stages.0.rounds.1". */
export interface Consequence {
  field: string;
  text: string;
}

/** The newest correction that changed what was announced. */
export interface Correction {
  version: number;
  at: string;
}

/** One of the criteria that a mark is the weighted sum of; each goes from 0 to its `max`. */
export interface CriterionOnBoard {
  id: string;
  name: string;
  max: string;
  step: string;
  weight: string;
}

/** The line of the cut, below the first `after` rows. The last `tied` of these rows are tied across the cut, where `left` of them can go on; both are 0 where the cut is clear. A quota may leave out some of the rows above the line, and a team that is admitted may stand below it. */
export interface CutLine {
  after: number;
  tied: number;
  left: number;
}

/** The team against the cut; `ahead` teams are before it, `level` beside it. At most `seats` go on, None where all do who pass; `rule` is who goes on, in words, `barred` what keeps a team back that is high enough. */
export interface CutPosition {
  seats: number | null;
  ahead: number;
  level: number;
  state: "in" | "out" | "tied";
  barred: "threshold" | "quota" | null;
  rule: string;
  words: string;
}

/** Points awarded or deducted; a correction of points is one too. */
export interface DeskAward {
  id: string;
  version: number;
  team: string;
  points: string;
  by: string;
  question: string | number | null;
  stake: string | null;
  outcome: "right" | "wrong" | "declined" | null;
  note: string | null;
  reason: string | null;
  at: string;
}

/** The desk's board: beside all of the stage what is missing, what stands out, what comes next. `public` is the board of the same stage as the public sees it; `missing` names the judges awaited for each team. `prizes` are the names of each team's as they would be announced now, also before they are; while a tie is left to settle only those given by hand. */
export interface DeskBoard {
  event: string;
  ledger: string;
  rehearsal: boolean;
  version: number;
  at: string;
  title: string;
  subtitle: string;
  locale: "zh-CN" | "en";
  stage: StageOnBoard;
  rounds: RoundOnBoard[];
  ranking: "dense" | "competition" | "modified" | "ordinal" | "fractional";
  frozen: boolean;
  status: "running" | "final";
  announced: Announced | null;
  rows: Row[];
  winners: string[];
  places_shown: boolean;
  cut_line: CutLine | null;
  better?: "lower";
  begun?: BegunStage[];
  stages: DeskStage[];
  teams: TeamOnBoard[];
  withdrawn: Record<string, string>;
  judges: DeskJudge[];
  marks: Record<string, Record<string, Record<string, DeskMark>>>;
  awards: Record<string, DeskAward[]>;
  asked: Record<string, Record<string, number>>;
  excused: Record<string, Record<string, string>>;
  absent: Record<string, Record<string, string>>;
  released: Record<string, string[]>;
  publish: "team" | "live" | "round";
  order: Record<string, string[]>;
  lots: Record<string, string[][]>;
  missing: Record<string, Record<string, string[]>>;
  next: NextAct;
  hidden: Record<string, Record<string, HiddenScore>>;
  tie: Tie | null;
  prizes: Record<string, string[]>;
  outliers: Record<string, Record<string, Record<string, OutlierOnBoard>>>;
  latest: Act | null;
  public: Board;
}

/** A judge; `recused` are the teams this judge must not mark. */
export interface DeskJudge {
  id: string;
  name: string;
  recused: string[];
}

/** A judge's mark; `entered` by the desk for the judge, `dropped` from the team's score. `values` are its parts by criterion, where it was given by criteria. */
export interface DeskMark {
  value: string;
  version: number;
  corrected: boolean;
  entered: boolean;
  dropped: boolean;
  values?: Record<string, string>;
}

/** A round with the limits of its marks or points; `questions` is 0 where they are not fixed. `criteria` is there where the round has them; the limits are then those of the sum. */
export interface DeskRound {
  id: string;
  name: string;
  kind: "judged" | "points";
  form: "judged" | "criteria" | "points" | "risk" | "playoff";
  state: "pending" | "open" | "closed";
  playoff: boolean;
  number: number;
  min: string;
  max: string;
  step: string;
  awards: string[];
  stakes: string[];
  questions: number;
  scored_by: string | string[];
  criteria?: CriterionOnBoard[];
}

/** A stage with its rounds, play-offs last. */
export interface DeskStage {
  id: string;
  name: string;
  advance: number | null;
  goes_on: string | null;
  state: "waiting" | "current" | "done";
  rounds: DeskRound[];
}

/** Pairs are [before, after]; a team, round or announcement that was not there is null. `rows` are the teams whose row changed, in the order after; `mark` is the one mark the entry is about; `rounds` the rounds whose state changed; `announced` the names of the teams named. */
export interface Difference {
  version: number;
  stage: Named;
  rows: RowChange[];
  rounds: RoundChange[];
  mark: (string | null)[] | null;
  announced: (string[] | null)[] | null;
}

/** A number in full: a decimal where it ends, else "26.5 ÷ 3" and what that is about. */
export interface Exact {
  exact: string;
  about: string | null;
}

/** A field at fault, by its path in the body or its name in the query, and what is wrong. */
export interface FieldProblem {
  field: string;
  message: string;
}

/** A score that is not public yet: `given` marks `of` those awaited. Without a `score` the marks are too few, and nothing can be released. */
export interface HiddenScore {
  given: number;
  of: number;
  score: string | null;
}

/** Rows that were read as one, of that name. */
export interface JoinedRows {
  name: string;
  rows: string[];
}

/** What a judge's tablet shows. `round` is None, and `teams` empty, while no round is open. */
export interface JudgeSheet {
  event: string;
  ledger: string;
  rehearsal: boolean;
  version: number;
  at: string;
  locale: "zh-CN" | "en";
  judge: Named;
  stage: Named;
  round: SheetRound | null;
  teams: SheetTeam[];
  awards: SheetAward[];
}

/** What a judge sent in vain: `version` and `ledger` are the book's when it was refused. `closed`: its round is not open; else `why` says it, in the event's language. */
export interface Late {
  id: string;
  kind: "mark" | "award";
  ledger: string;
  version: number;
  round: string;
  team: string;
  judge: string;
  value: string;
  closed: boolean;
  why: string;
  at: string;
  values?: Record<string, string>;
}

/** What this process of the server knows to have come too late and is lacking still. `dismissed` are the ids of those that a desk has read. */
export interface LateShare {
  event: string;
  process: string;
  marks: Late[];
  dismissed: string[];
}

/** Entries in order. */
export interface LedgerEntries {
  entries: LedgerEntry[];
}

/** One entry of the ledger. `detail` is what only some kinds carry. */
export interface LedgerEntry {
  version: number;
  kind: "setup" | "mark" | "award" | "open" | "close" | "reopen" | "correction" | "undo" | "advance" | "excuse" | "penalty" | "withdraw" | "order" | "playoff" | "lots" | "begin" | "archive" | "release" | "absent" | "together" | "special" | "admit";
  says: string;
  by: string;
  at: string;
  stage?: string;
  round?: string;
  team?: string;
  judge?: string;
  value?: string;
  voids?: number;
  id: string;
  reason?: string;
  detail?: Record<string, any>;
  hash: string;
}

/** A team that did not go on, and its place; null where it took none. */
export interface LeftBehind {
  id: string;
  name: string;
  rank: number | null;
}

/** An event served here. */
export interface ListedEvent {
  slug: string;
  title: string;
  subtitle: string;
  date: string | null;
  locale: "zh-CN" | "en";
  status: "running" | "final";
  archived: boolean;
  rehearsal: boolean;
}

/** The events served here. */
export interface ListedEvents {
  events: ListedEvent[];
}

/** A new event. */
export interface MadeEvent {
  event: string;
  version: number;
}

/** One judge's mark; `words` say its `state`, `reason` (None but for the desk) why. `value` is None where there is no mark, and where the audience may not see an absent team's. `parts` are what each criterion was given, in the round's order, where it was given by them. */
export interface MarkLine {
  judge: Named;
  value: string | null;
  state: "counted" | "high" | "low" | "given" | "recused" | "excused" | "missing" | "absent";
  words: string;
  corrected: boolean;
  reason: string | null;
  parts?: PartLine[];
}

/** One entry of the ledger, and the board as it stood when it had been written. */
export interface Moment {
  entry: LedgerEntry;
  board: Board;
}

/** A team whose place or total would change, as pairs of before and after. */
export interface Move {
  team: string;
  name: string;
  rank: (number | null)[];
  total: (string | null)[];
}

/** Somebody or something by id and name. */
export interface Named {
  id: string;
  name: string;
}

/** The next act of the running order, and the round or the stage it is about. */
export interface NextAct {
  action: "open" | "close" | "advance" | "announce" | "done";
  round: string | null;
  stage: string | null;
}

/** Why a mark is worth a second look, and the mark that was probably meant. */
export interface OutlierOnBoard {
  why: "far" | "swapped" | "decimal";
  likely: string | null;
}

/** A row that stands out: left `out` or not, and `fixed` where that cannot be changed. */
export interface OutstandingRow {
  row: number;
  label: string;
  text: string;
  why: string;
  out: boolean;
  fixed: boolean;
}

/** A team's place over all stages; `stage` is the last that it reached. */
export interface OverallPlace {
  team: string;
  rank: number | null;
  tied: boolean;
  stage: string;
}

/** What a criterion was given, with its highest and its weight. */
export interface PartLine {
  id: string;
  name: string;
  value: string;
  max: string;
  weight: string;
}

/** A place: `ahead` teams before it, `level` on it (the team included). `incomplete`, there only where the smaller total is first, says in words that others have a score in more rounds; None where none has. `outside`: a guest or a withdrawn team, which takes no place whatever it scores. */
export interface Place {
  rank: number | null;
  shared_with: string[];
  ahead: number | null;
  level: number | null;
  words: string;
  outside: boolean;
  rule: string;
  incomplete?: string | null;
}

/** `moves` are teams whose place or total would change; `cut` those who would cross the cut. For a release and its undo both are those of the hall, on which alone they can change. `announced` is None before an announcement; else whether it `stands`, or who would leave and who would enter in which stages (what is carried on may touch a later one). `rounds` are those whose state would be another, `results` the stages that would be announced or no longer be, `public` the scores that the hall would see, or would no longer. */
export interface Preview {
  stage: string;
  moves: Move[];
  cut: string[];
  announced: AnnouncementTouched | null;
  rounds: StateChange[];
  results: ResultChange[];
  public: PublicChange[];
}

/** An error (RFC 9457); `errors` where fields are at fault. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  errors?: FieldProblem[];
}

/** One team: between which totals it can end, and on which places. With "needs", `needs` is how many points more than `total` put it through whatever the others do, and `target` the total that this makes; a negative one is how much it may still lose. Where the smaller total is first, `target` is the most it may end with, `needs` the most that may still come. */
export interface Prospect {
  team: TeamOnBoard;
  total: string | null;
  lowest: string | null;
  highest: string | null;
  best: number | null;
  worst: number | null;
  outcome: "through" | "out" | "needs" | "open" | "tied" | "open-ended";
  needs: string | null;
  target: string | null;
  words: string;
}

/** What is still possible in a stage. `seats` is 1 in the last one: it is about winning. It is None where all go on who pass the threshold; of a share it is that of the teams that may still come to a place. */
export interface Prospects {
  event: string;
  version: number;
  stage: StageOnBoard;
  seats: number | null;
  rounds_left: RoundLeft[];
  open_ended: string[];
  notes: string[];
  teams: Prospect[];
}

/** A team's score in a round that would become `public`, or would no longer be. */
export interface PublicChange {
  round: string;
  team: string;
  name: string;
  public: boolean;
}

/** A cell, and what is wrong with it or why it is not read. */
export interface ReadCell {
  sheet: string;
  cell: string;
  message: string;
}

/** A column: the `key` that it is read as; `left` says why it is not read. */
export interface ReadColumn {
  at: string;
  heading: string;
  key: string;
  left: string;
  examples: string[];
}

/** All that was read; `setup` is the whole set-up, or None while something is wrong. */
export interface ReadFile {
  teams: Record<string, any>[];
  judges: Record<string, any>[];
  setup: Record<string, any> | null;
  problems: ReadCell[];
  ignored: ReadCell[];
  table: ReadSheets;
  readings: ReadTable[];
}

/** A sheet as it was read: its columns by their letters, and every row from the first. */
export interface ReadSheet {
  name: string;
  columns: string[];
  rows: string[][];
}

/** The file as it was read. */
export interface ReadSheets {
  sheets: ReadSheet[];
}

/** How a table of people was read. `contest` is its name in the title above the table, `head` the rows of headings, `asks`: nobody knows which column is the name; `filled` counts merged cells that were filled downwards. */
export interface ReadTable {
  sheet: string;
  table: string;
  turned: boolean;
  contest: string;
  head: number[];
  asks: boolean;
  columns: ReadColumn[];
  keys: ReadableKey[];
  rows: OutstandingRow[];
  can_join: boolean;
  joined: JoinedRows[];
  filled: number;
}

/** What a column can hold. */
export interface ReadableKey {
  key: string;
  words: string;
}

/** The last line. */
export interface ReadingResult {
  result: ReadFile;
}

/** How far the reading is: `rows` of `of`, None where that is not known yet. */
export interface ReadingStep {
  step: "reading" | "checking";
  rows: number;
  of: number | null;
}

export type ReadingStepOrReadingResult = ReadingStep | ReadingResult;

/** Whether the event is rehearsing now. */
export interface Rehearsing {
  rehearsal: boolean;
}

/** A stage that would be announced, or would no longer be. */
export interface ResultChange {
  stage: string;
  name: string;
  announced: boolean;
}

/** The current stage's board (contract, section 6), and beside it all that belongs to it. `boards` are of every stage in the order of the event; `overall` is empty where only one was played; `penalties` and `changed` are versions of the ledger by stage. */
export interface ResultsDocument {
  event: string;
  ledger: string;
  rehearsal: boolean;
  version: number;
  at: string;
  title: string;
  subtitle: string;
  locale: "zh-CN" | "en";
  stage: StageOnBoard;
  rounds: RoundOnBoard[];
  ranking: "dense" | "competition" | "modified" | "ordinal" | "fractional";
  frozen: boolean;
  status: "running" | "final";
  announced: Announced | null;
  rows: Row[];
  winners: string[];
  places_shown: boolean;
  cut_line: CutLine | null;
  better?: "lower";
  begun?: BegunStage[];
  stages: DeskStage[];
  teams: TeamOnBoard[];
  withdrawn: Record<string, string>;
  judges: DeskJudge[];
  marks: Record<string, Record<string, Record<string, DeskMark>>>;
  awards: Record<string, DeskAward[]>;
  asked: Record<string, Record<string, number>>;
  excused: Record<string, Record<string, string>>;
  absent: Record<string, Record<string, string>>;
  released: Record<string, string[]>;
  publish: "team" | "live" | "round";
  order: Record<string, string[]>;
  lots: Record<string, string[][]>;
  boards: StageBoard[];
  overall: OverallPlace[];
  penalties: Record<string, number[]>;
  changed: Record<string, number[]>;
  setup: Record<string, any>;
  head: ChainEnd;
}

/** How many phones of the audience fit, and how many have been asked to wait lately. */
export interface Room {
  phones: number;
  waiting: number;
}

/** One round of a breakdown. `steps` are the sums to type into a calculator, in order. `score` is the panel's, rounded where the round has `decimals`, None where marks are too few; `weighted` is that times the weight, `counted` what the total takes: rounded again where the round has `weighted_decimals`. */
export interface RoundBreakdown {
  id: string;
  name: string;
  kind: "judged" | "points";
  form: "judged" | "criteria" | "points" | "risk" | "playoff";
  state: "pending" | "open" | "closed";
  words: string;
  rule: string;
  marks: MarkLine[];
  awards: AwardLine[];
  sum: Exact | null;
  count: number;
  steps: string[];
  score: Exact | null;
  weight: string;
  weighted: Exact;
  decimals: number | null;
  weighted_decimals: number | null;
  counted: Exact;
  provisional: boolean;
}

/** A round whose state changed, as a pair. */
export interface RoundChange {
  id: string;
  name: string;
  state: ("pending" | "open" | "closed" | null)[];
}

/** A round that is not closed; `words` are its limits. */
export interface RoundLeft {
  id: string;
  name: string;
  kind: "judged" | "points";
  state: "pending" | "open" | "closed";
  words: string;
}

/** A round as every board lists it; `form` is its kind in full, a `playoff` is in no total. */
export interface RoundOnBoard {
  id: string;
  name: string;
  kind: "judged" | "points";
  form: "judged" | "criteria" | "points" | "risk" | "playoff";
  state: "pending" | "open" | "closed";
  playoff: boolean;
}

/** One team's row. `total` is None as long as the team has none; `absent` are the rounds it did not come to, `outside` why it takes no place, `decided_by` the tie-break that ordered it, in words. `note` is said beside the name instead, `cells` is what stands under each round, and `medal` is 1 to 3 once places are shown. `barred` is what keeps a team back that is high enough to go on; `admitted` how it goes on by hand, or came into the stage. `prize` is the id of its prize, `prizes` the names of all it has, those given by hand last; there only where the event has any that this audience may know. `incomplete`, there only where the smaller total is first, says that others have a score in more rounds: the team stands after those. */
export interface Row {
  team: TeamOnBoard;
  rank: number | null;
  tied: boolean;
  total: string | null;
  rounds: Record<string, string | null>;
  penalty: string | null;
  movement: number | null;
  cut: "in" | "out" | "tied" | null;
  barred: "threshold" | "quota" | null;
  admitted: "wild_card" | "reserve" | null;
  provisional: boolean;
  decided_by: string | null;
  corrected: boolean;
  outside: "guest" | "withdrawn" | null;
  absent: string[];
  note: "guest" | "withdrawn" | "absent" | null;
  cells: Record<string, "score" | "absent" | "none" | "ahead">;
  medal: number | null;
  prize?: string | null;
  prizes?: string[];
  incomplete?: boolean;
}

/** A row before and after, as pairs; `rounds` only those in which its score changed. */
export interface RowChange {
  team: TeamOnBoard;
  rank: (number | null)[];
  tied: (boolean | null)[];
  total: (string | null)[];
  cut: ("in" | "out" | "tied" | null)[];
  outside: ("guest" | "withdrawn" | null)[];
  decided_by: (string | null)[];
  rounds: Record<string, (string | null)[]>;
}

/** What this process of the server knows of an event's screens, and of its own room. */
export interface ScreensShare {
  event: string;
  process: string;
  audience: number;
  dismissed: string[];
  screens: ShownScreen[];
  room: Room;
}

/** The set-up in force, in the event file's shape; decimals are decimal strings. */
export interface SetUp {
  version: number;
  ledger: string;
  begun: boolean;
  rehearsal: boolean;
  archived: boolean;
  setup: Record<string, any>;
  consequences: Consequence[];
}

/** The version in which the set-up is in force. */
export interface SetUpWritten {
  version: number;
  changed: boolean;
}

export type SetUpWrittenOrSetupPreview = SetUpWritten | SetupPreview;

export interface SetupMove {
  team: string;
  name: string;
  from: number | null;
  to: number | null;
  stage: string;
}

/** What a set-up would change. `moves` are teams whose place would, with the place before. `cut`: somebody would cross the cut; `announced`: the figures of an announced result would change, though it still stands. `changes` are sentences. */
export interface SetupPreview {
  changes: string[];
  moves: SetupMove[];
  cut: boolean;
  announced: boolean;
  needs_reason: boolean;
  consequences: Consequence[];
}

/** One of the newest awards of the round, `mine` where this judge gave it. */
export interface SheetAward {
  id: string;
  version: number;
  team: string;
  points: string;
  by: string;
  question: string | number | null;
  mine: boolean;
  at: string;
}

/** The open round, the `number`-th `of` its stage's, with the limits of marks or points. `scores`: this judge gives something in it; `scorers` names who else does. */
export interface SheetRound {
  id: string;
  name: string;
  number: number;
  of: number;
  kind: "judged" | "points";
  form: "judged" | "criteria" | "points" | "risk" | "playoff";
  min: string;
  max: string;
  step: string;
  awards: string[];
  stakes: string[];
  questions: number;
  scores: boolean;
  scorers: string[];
  order: string[];
  lots: string[][];
  playoff: boolean;
  decimals: number;
  criteria?: CriterionOnBoard[];
}

/** A team with this judge's mark; `total` is None where judges see none. `values` are its parts. `closed`: the mark is public, and only the desk can change it. `absent`: nobody waits for a mark. `score` is the sum of its points, None before the first. */
export interface SheetTeam {
  id: string;
  name: string;
  region: string;
  total: string | null;
  recused: boolean;
  mark: string | null;
  mark_version: number | null;
  corrected: boolean;
  asked: number;
  closed: boolean;
  absent: boolean;
  score: string | null;
  values?: Record<string, string>;
}

/** A screen as the desk is shown it: what it says of itself, and what is known of it. `quiet` counts the seconds since it was heard, `behind` the versions that it does not show yet. */
export interface ShownScreen {
  id: string | null;
  name: string;
  page: string;
  version: number | null;
  waiting: number | null;
  battery: Battery | null;
  size: number[] | null;
  hidden: boolean;
  key: string;
  view: string;
  role: string | null;
  subject: string;
  state: "live" | "silent" | "closed";
  quiet: number;
  behind: number;
}

/** A stage's board with every mark and award: what lasts of the desk's when all is over. `asked` counts the questions of each team; `excused` and `absent` hold reasons. */
export interface StageBoard {
  event: string;
  ledger: string;
  rehearsal: boolean;
  version: number;
  at: string;
  title: string;
  subtitle: string;
  locale: "zh-CN" | "en";
  stage: StageOnBoard;
  rounds: RoundOnBoard[];
  ranking: "dense" | "competition" | "modified" | "ordinal" | "fractional";
  frozen: boolean;
  status: "running" | "final";
  announced: Announced | null;
  rows: Row[];
  winners: string[];
  places_shown: boolean;
  cut_line: CutLine | null;
  better?: "lower";
  begun?: BegunStage[];
  stages: DeskStage[];
  teams: TeamOnBoard[];
  withdrawn: Record<string, string>;
  judges: DeskJudge[];
  marks: Record<string, Record<string, Record<string, DeskMark>>>;
  awards: Record<string, DeskAward[]>;
  asked: Record<string, Record<string, number>>;
  excused: Record<string, Record<string, string>>;
  absent: Record<string, Record<string, string>>;
  released: Record<string, string[]>;
  publish: "team" | "live" | "round";
  order: Record<string, string[]>;
  lots: Record<string, string[][]>;
}

/** A stage; `goes_on` says in words who goes on, None in the last one. `advance` is how many where that is a number, None too where it is a share or a threshold. */
export interface StageOnBoard {
  id: string;
  name: string;
  advance: number | null;
  goes_on: string | null;
}

export interface StateChange {
  id: string;
  name: string;
  from: "pending" | "open" | "closed" | null;
  to: "pending" | "open" | "closed" | null;
}

/** A team as every board shows it; `colour` ("#rrggbb") only where the team has one. */
export interface TeamOnBoard {
  id: string;
  name: string;
  region: string;
  colour?: string;
}

/** The teams that share the places across the cut, and how many of them can go on. With `prize` they are tied across its edge instead, for the last `seats` of it. */
export interface Tie {
  teams: string[];
  seats: number;
  prize?: Named;
}

/** One tie-break tried on teams that were still equal, with the value of each. */
export interface TieBreak {
  name: string;
  words: string;
  result: "decided" | "equal" | "silent";
  result_words: string;
  teams: Compared[];
}

/** Every tie-break tried on the team, in order; `words` where there is something to say. */
export interface Ties {
  words: string | null;
  tried: TieBreak[];
}

/** One line of the total: the base, what is carried in, a round, a penalty. */
export interface TotalLine {
  kind: "base" | "carried" | "round" | "penalty";
  name: string;
  value: Exact;
  words: string | null;
}

/** Whether the chain holds. `entries` are those that do, `hash` the last one's. When it does not hold, `first_bad` is the version of the first entry that is not as written. */
export interface Verified {
  entries: number;
  hash: string | null;
  holds: boolean;
  first_bad?: number;
}

/** The entry that a write brought, and its version. */
export interface WrittenEntry {
  entry: LedgerEntry;
  version: number;
}

export type WrittenEntryOrPreview = WrittenEntry | Preview;
